namespace Castor.Server.Tests.Validation;

public sealed class ThinkingRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        {
            "gemini-2.5-flash",
            """ "thinkingBudget":70000 """,
            "* GenerateContentRequest.generation_config.thinking_config.thinking_budget: thinking_budget must be in the range [-1, 65535]\n"
        },
        {
            "gemini-2.5-flash",
            """ "thinkingBudget":-2 """,
            "* GenerateContentRequest.generation_config.thinking_config.thinking_budget: thinking_budget must be in the range [-1, 65535]\n"
        },
        { "gemini-2.5-flash", """ "thinkingBudget":32000 """, "The thinking budget 32000 is invalid. Please choose a value between 0 and 24576." },
        { "gemini-2.5-pro", """ "thinkingBudget":64000 """, "The thinking budget 64000 is invalid. Please choose a value between 128 and 32768." },
        { "gemini-2.5-pro", """ "thinkingBudget":50 """, "The thinking budget 50 is invalid. Please choose a value between 128 and 32768." },
        { "gemini-2.5-flash-lite", """ "thinkingBudget":256 """, "The thinking budget 256 is invalid. Please choose a value between 512 and 24576." },
        { "gemini-2.5-pro", """ "thinkingBudget":0 """, "Budget 0 is invalid. This model only works in thinking mode." },
        { "gemini-3.1-pro-preview", """ "thinkingBudget":0 """, "Budget 0 is invalid. This model only works in thinking mode." },
        { "gemini-3.8-flash", """ "thinkingBudget":0 """, "Request contains an invalid argument." },
        {
            "gemini-3-pro-preview",
            """ "thinkingBudget":100,"thinkingLevel":"LOW" """,
            "You can only set only one of thinking budget and thinking level."
        },
        { "gemini-2.5-flash", """ "thinkingLevel":"LOW" """, "Thinking level is not supported for this model." },
        {
            "gemini-3.8-flash",
            """ "thinkingLevel":"MINIMAL" """,
            "Thinking level MINIMAL is not supported for this model. Please retry with other thinking level."
        },
        { "gemini-2.0-flash", """ "includeThoughts":true """, "Thinking is not enabled for models/gemini-2.0-flash" },
        { "gemma-3-27b-it", """ "thinkingBudget":100 """, "Thinking is not enabled for models/gemma-3-27b-it" },
        { "gemini-2.5-flash-image", """ "thinkingBudget":-1 """, "Thinking is not enabled for this model" },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { "gemini-2.5-flash", "" },
        { "gemini-2.5-flash", """ "thinkingBudget":0 """ },
        { "gemini-2.5-flash", """ "thinkingBudget":-1,"includeThoughts":true """ },
        { "gemini-2.5-flash", """ "thinkingBudget":24576 """ },
        { "gemini-2.5-flash", """ "thinkingLevel":"THINKING_LEVEL_UNSPECIFIED","thinkingBudget":1 """ },
        { "gemini-2.5-flash-lite", """ "thinkingBudget":0 """ },
        { "gemini-2.5-pro", """ "thinkingBudget":128 """ },
        { "gemini-3.8-flash", """ "thinkingLevel":"HIGH","includeThoughts":true """ },
        { "gemini-3.8-flash", """ "thinkingBudget":8192 """ },
        { "gemini-2.0-flash", """ "includeThoughts":false,"thinkingBudget":0 """ },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Thinking_BeyondTheModel_IsRefused(string model, string config, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Verdict.AskWith($$""" "thinkingConfig":{{{config}}} """), model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Thinking_WithinTheModel_Passes(string model, string config) =>
        Assert.Null(Verdict.OfGenerate(Verdict.AskWith($$""" "thinkingConfig":{{{config}}} """), model));
}
