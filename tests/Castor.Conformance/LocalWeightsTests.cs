namespace Castor.Conformance;

/// <summary>
/// The clients a second time, against castor-spark behind the names of Gemini models: the cases that an engine answers, not those that scenarios or the door do
/// alone, and not those that need a larger model to see.
/// </summary>
public sealed class LocalWeightsTests(ConformanceHost host)
{
    private static readonly string[] s_genAi =
    [
        "text", "stream", "chat", "jsonSchema", "responseSchema", "enum", "thinking", "thinkingStream", "countTokens", "systemInstruction", "stopSequences",
        "maxTokens", "candidateCount", "functionCalling", "functionCallingModes", "functionCallingJsonSchema", "automaticFunctionCalling",
        "automaticFunctionCallingOfEach", "automaticFunctionCallingStream", "automaticFunctionCallingTwoTools", "thoughtSignatures",
        "badArgument", "unknownField",
    ];

    private static readonly string[] s_generativeAi =
    [
        "text", "stream", "chat", "functionCallingAny", "jsonSchema", "enum", "thinking", "countTokens", "systemInstruction", "stopSequences", "maxTokens",
    ];

    private static readonly string[] s_aiSdk6 =
    [
        "text", "stream", "chat", "functionCalling", "functionCallingStream", "functionCallingRequired", "functionCallingGemini3", "enum", "thinking",
        "systemInstruction", "stopSequences", "maxTokens",
    ];

    // Release 6 turns a JSON schema into an API schema and loses the lengths of strings, which a tiny model then never ends.
    private static readonly string[] s_aiSdk7 = [.. s_aiSdk6, "jsonSchema", "jsonSchemaStream"];

    // Of the OpenAI dialect; not those in which history is recalled or a question answered about the stars.
    private static readonly string[] s_openAi =
    [
        "everyMount", "vertex", "stream", "streamUsage", "streamHelper", "tools", "parallelTools", "toolChoice", "runTools", "thoughtSignatures",
        "jsonObject", "jsonSchema", "stop", "seed", "maxTokens", "reasoningEffort", "thoughts",
    ];

    private static readonly Dictionary<string, string[]> s_scripts = new()
    {
        ["genai.mjs @google/genai"] = s_genAi,
        ["genai.mjs genai-v1"] = s_genAi,
        ["generative-ai.mjs"] = s_generativeAi,
        ["ai-sdk.mjs ai @ai-sdk/google"] = s_aiSdk6,
        ["ai-sdk.mjs ai-newest ai-sdk-google-newest"] = s_aiSdk7,
        ["openai.mjs openai"] = s_openAi,
        ["openai.mjs openai-v6"] = s_openAi,
        ["gemini-cli.mjs"] = ["readsFileBriefed"],
    };

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> data = [];
        foreach ((string script, string[] cases) in s_scripts)
        {
            data.AddRange(cases.Select(name => (script, name)));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_PassesOnLocalWeights(string script, string name) =>
        (await host.RunOnLocalWeightsAsync(script, s_scripts[script])).AssertPassed(name);
}
