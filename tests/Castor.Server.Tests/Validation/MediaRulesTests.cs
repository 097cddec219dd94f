using Castor.Protocol;

namespace Castor.Server.Tests.Validation;

public sealed class MediaRulesTests
{
    private const string Png = "iVBORw0KGgo=";
    private const string Pdf = "JVBERi0xLjQ=";
    private const string BadImage = "Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting";

    public static TheoryData<string, string, string> Refused => new()
    {
        { "gemini-2.5-flash", Inline("application/cu-seeme", Png), "Unsupported MIME type: application/cu-seeme" },
        { "gemini-2.5-flash", Inline("png", Png), "Unsupported MIME type: png" },
        { "gemini-2.5-flash", Inline("application/octet-stream", Png), "Unsupported MIME type: application/octet-stream" },
        { "gemini-2.5-flash", Inline("image/svg+xml", Png), "Unsupported MIME type: image/svg+xml" },
        { "gemini-2.5-flash", $$$"""{"inlineData":{"data":"{{{Png}}}"}}""", "Unsupported MIME type: " },
        { "gemini-2.5-flash", """{"inlineData":{"mimeType":"image/png"}}""", BadImage },
        { "gemini-2.5-flash", Inline("image/png", ""), BadImage },
        { "gemini-2.5-flash", Inline("application/pdf", Png), "The document has no pages." },
        { "gemini-2.5-flash", Inline("image/png", Pdf), BadImage },
        { "gemini-2.5-flash", Inline("image/jpeg", "PGh0bWw+"), BadImage },
        { "gemini-2.5-flash", Inline("audio/wav", ""), "Request contains an invalid argument." },
        { "gemini-2.5-flash", Inline("video/mp4", Pdf), "Request contains an invalid argument." },
        { "gemma-3-1b-it", Inline("image/png", Png), "Image input modality is not enabled for models/gemma-3-1b-it" },
        { "gemma-3-27b-it", Inline("audio/mp3", Png), "Audio input modality is not enabled for models/gemma-3-27b-it" },
        { "gemini-2.5-flash-image", Inline("audio/mp3", Png), "Audio input modality is not enabled for this model" },
        { "gemini-2.5-flash-image", Inline("video/mp4", Png), "Video input modality is not enabled for this model" },
        { "gemini-2.5-flash", File("files/abc"), "Unsupported file URI type: files/abc" },
        { "gemini-2.5-flash", File("gs://bucket/a.png"), "Unsupported file URI type: gs://bucket/a.png" },
        { "gemini-2.5-flash", File("data:image/png;base64,AAAA"), "Unsupported file URI type: data:image/png;base64,AAAA" },
        { "gemini-2.5-flash", File(" https://www.youtube.com/watch?v=a"), "Unsupported file URI type:  https://www.youtube.com/watch?v=a" },
        { "gemini-2.5-flash", """{"fileData":{"mimeType":"image/png"}}""", "Unsupported file URI type: " },
        { "gemini-2.5-flash", File("https://example.com/a.png"), "Cannot fetch content from the provided URL." },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { "gemini-2.5-flash", Inline("image/png", Png) },
        { "gemini-2.5-flash", Inline("IMAGE/JPEG", Png) },
        { "gemini-2.5-flash", Inline("audio/l16; rate=16000", "AAAA") },
        { "gemini-2.5-flash", Inline("video/mp4", "AAAAAA==") },
        { "gemini-2.5-flash", Inline("application/pdf", Pdf) },
        { "gemini-2.5-flash", Inline("text/markdown", Png) },
        { "gemini-2.5-flash", Inline("application/json", Png) },
        { "gemma-3-27b-it", Inline("application/pdf", Pdf) },
        { "gemini-2.5-flash", File("https://www.youtube.com/watch?v=a") },
        { "gemini-2.5-flash", File("https://youtu.be/a") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Media_Unreadable_AreRefused(string model, string part, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Ask(part), model), message);

    [Theory]
    [InlineData("gemini-2.5-flash", """{"inlineData":{"mimeType":"image/bmp","data":"iVBORw0KGgo="}}""", "Unsupported MIME type: image/bmp")]
    [InlineData("gemini-2.5-flash", """{"inlineData":{"mimeType":"image/png","data":""}}""", BadImage)]
    [InlineData("gemini-2.0-flash", """{"fileData":{"mimeType":"image/png","fileUri":"https://example.com/a.png"}}""", "Cannot fetch content from the provided URL.")]
    [InlineData("gemma-3-1b-it", """{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}""", "Image input modality is not enabled for models/gemma-3-1b-it")]
    public void Media_ThatAFunctionReturned_AreCheckedAlike(string model, string part, string message) => Verdict.Refuses(Verdict.OfGenerate(
        $$"""
        {"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"functionCall":{"name":"f"} }]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{},"parts":[{{part}}] } } ] } ] }
        """,
        model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Media_OfTheModel_Pass(string model, string part) => Assert.Null(Verdict.OfGenerate(Ask(part), model));

    [Theory]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/files/abc-123")]
    [InlineData("http://127.0.0.1:8420/v1/files/abc-123")]
    public void File_NotThere_IsForbidden(string uri)
    {
        ApiException? verdict = Verdict.OfGenerate(Ask(File(uri)), "gemini-2.5-flash");

        Assert.Equal(ApiStatus.PermissionDenied, verdict?.Status);
        Assert.Equal("You do not have permission to access the File abc-123 or it may not exist.", verdict?.Message);
    }

    private static string Ask(string part) => $$"""{"contents":[{"role":"user","parts":[{"text":"what is this?"},{{part}}]}]}""";

    private static string Inline(string mimeType, string data) => $$$"""{"inlineData":{"mimeType":"{{{mimeType}}}","data":"{{{data}}}"}}""";

    private static string File(string uri) => $$$"""{"fileData":{"fileUri":"{{{uri}}}"}}""";
}
