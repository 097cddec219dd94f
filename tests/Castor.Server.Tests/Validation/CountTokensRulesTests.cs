namespace Castor.Server.Tests.Validation;

public sealed class CountTokensRulesTests
{
    private const string Model = "gemini-2.5-flash";
    private const string Contents = """ "contents":[{"parts":[{"text":"hi"}]}] """;

    public static TheoryData<string, string> Refused => new()
    {
        { "{}", "CountTokens requires generate_content_request or contents to be set." },
        { """{"contents":[]}""", "CountTokens requires generate_content_request or contents to be set." },
        {
            """{"contents":[{"parts":[{"text":"hi"}]},{"parts":[{}]}]}""",
            "* CountTokensRequest.contents[1].parts[0].data: required oneof field 'data' must have one initialized field\n"
        },
        {
            $$"""{"generateContentRequest":{ {{Contents}} } }""",
            "* CountTokensRequest.generate_content_request.model: model is not specified\n"
        },
        {
            """{"generateContentRequest":{"model":"models/gemini-2.5-flash"} }""",
            "* CountTokensRequest.generate_content_request.contents: contents is not specified\n"
        },
        {
            $$"""{"generateContentRequest":{"model":"gemini-2.5-flash",{{Contents}} } }""",
            "* CountTokensRequest.generate_content_request.model: unexpected model name format\n"
        },
        {
            $$"""{"generateContentRequest":{"model":"models/gemini-2.5-pro",{{Contents}} } }""",
            "* CountTokensRequest.generate_content_request.model: The model in the request must match the model specified in CountTokensRequest.model.\n"
        },
        {
            $$"""{"generateContentRequest":{"model":"models/gemini-2.5-flash",{{Contents}},"generationConfig":{"temperature":3} } }""",
            "* CountTokensRequest.generate_content_request.generation_config.temperature: temperature must be in the range [0.0, 2.0].\n"
        },
        { """{"contents":[{"parts":[{"inlineData":{"mimeType":"png","data":"AAAA"}}]}]}""", "Unsupported MIME type: png" },
    };

    public static TheoryData<string> Passing => new()
    {
        $$"""{ {{Contents}} }""",
        $$"""{"generateContentRequest":{"model":"models/gemini-2.5-flash",{{Contents}},"systemInstruction":{"parts":[{"text":"a"}]} } }""",
        $$"""{ {{Contents}},"generateContentRequest":{"model":"models/gemini-2.5-flash",{{Contents}} } }""",
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Count_Wrong_IsRefused(string json, string message) => Verdict.Refuses(Verdict.OfCount(json, Model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Count_Right_Passes(string json) => Assert.Null(Verdict.OfCount(json, Model));

    [Fact]
    public void Count_OfAPromptBeyondTheLimit_Passes() => Assert.Null(Verdict.OfCount(
        $$"""{"contents":[{"parts":[{"text":"{{PromptLengthRulesTests.LongText(20000)}}"}]}]}""", "gemini-2.5-flash-preview-tts"));
}
