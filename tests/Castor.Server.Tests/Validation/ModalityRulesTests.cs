namespace Castor.Server.Tests.Validation;

public sealed class ModalityRulesTests
{
    private const string Tts = "gemini-2.5-flash-preview-tts";

    public static TheoryData<string, string, string> Refused => new()
    {
        { Tts, "", Combination("TEXT", Tts, "* AUDIO\n") },
        { Tts, """ "responseModalities":["TEXT"] """, Combination("TEXT", Tts, "* AUDIO\n") },
        { Tts, """ "responseModalities":["TEXT","AUDIO"] """, Combination("AUDIO, TEXT", Tts, "* AUDIO\n") },
        { "gemini-2.5-flash", """ "responseModalities":["TEXT","IMAGE"] """, Combination("IMAGE, TEXT", "gemini-2.5-flash", "* TEXT\n") },
        { "gemini-2.5-flash", """ "responseModalities":["AUDIO"] """, Combination("AUDIO", "gemini-2.5-flash", "* TEXT\n") },
        {
            "gemini-2.0-flash-exp-image-generation",
            """ "temperature":1 """,
            Combination("TEXT", "gemini-2.0-flash-exp-image-generation", "* IMAGE, TEXT\n")
        },
        {
            "gemini-3-pro-image",
            """ "responseModalities":["AUDIO"] """,
            Combination("AUDIO", "gemini-3-pro-image", "* TEXT\n* IMAGE\n* IMAGE, TEXT\n")
        },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { Tts, """ "responseModalities":["AUDIO"] """ },
        { "gemini-2.5-flash", """ "responseModalities":["TEXT"] """ },
        { "gemini-2.5-flash", """ "responseModalities":[] """ },
        { "gemini-2.0-flash-exp-image-generation", """ "responseModalities":["IMAGE","TEXT"] """ },
        { "gemini-2.5-flash-image", "" },
        { "gemini-2.5-flash-image", """ "responseModalities":["TEXT"] """ },
        { "gemini-2.5-flash-image", """ "responseModalities":["IMAGE"] """ },
        { "gemini-3-pro-image", """ "responseModalities":["TEXT","IMAGE"] """ },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Modalities_BeyondTheModel_AreRefused(string model, string config, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Verdict.AskWith(config), model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Modalities_OfTheModel_Pass(string model, string config) => Assert.Null(Verdict.OfGenerate(Verdict.AskWith(config), model));

    private static string Combination(string asked, string model, string accepted) =>
        $"The requested combination of response modalities ({asked}) is not supported by the model. " +
        $"models/{model} accepts the following combination of response modalities:\n{accepted}";
}
