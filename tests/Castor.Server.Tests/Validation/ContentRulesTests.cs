namespace Castor.Server.Tests.Validation;

public sealed class ContentRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "gemini-2.5-flash", """{}""", "* GenerateContentRequest.contents: contents is not specified\n" },
        { "gemini-2.5-flash", """{"contents":[]}""", "* GenerateContentRequest.contents: contents is not specified\n" },
        {
            "gemini-2.5-flash",
            """{"contents":[{"role":"user","parts":[{"text":"a"},{}]},{"parts":[{"thought":true}]}]}""",
            "* GenerateContentRequest.contents[0].parts[1].data: required oneof field 'data' must have one initialized field\n" +
            "* GenerateContentRequest.contents[1].parts[0].data: required oneof field 'data' must have one initialized field\n"
        },
        {
            "gemini-2.5-flash",
            """{"contents":[{"parts":[{"text":"a"}]}],"systemInstruction":{"parts":[{}]}}""",
            "* GenerateContentRequest.system_instruction.parts[0].data: required oneof field 'data' must have one initialized field\n"
        },
        {
            "gemini-2.5-flash",
            """{"contents":[{"parts":[{"text":"a"}]}],"systemInstruction":{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}}""",
            "* GenerateContentRequest.system_instruction.parts[0]: only text is allowed in a system instruction\n"
        },
        {
            "gemini-2.5-flash",
            """{"contents":[{"parts":[{"text":"a"}]},{"role":"model","parts":[]},{"parts":[{"text":"b"}]}]}""",
            "* GenerateContentRequest.contents[1].parts: contents.parts must not be empty.\n"
        },
        { "gemini-2.0-flash", """{"contents":[{"parts":[]}]}""", "* GenerateContentRequest.contents[0].parts: contents.parts must not be empty.\n" },
        { "gemini-3.8-flash", """{"contents":[{"parts":[]}]}""", "Request has empty input." },
        { "gemini-2.5-flash-lite", """{"contents":[{"role":"user","parts":[{"text":""}]}]}""", "Request has empty input." },
        {
            "gemini-2.5-flash",
            """{"contents":[{"role":"user","parts":[{"functionResponse":{"response":{}}}]},{"role":"model","parts":[{"functionCall":{"name":""}}]}]}""",
            "* GenerateContentRequest.contents[0].parts[0].function_response.name: Name cannot be empty.\n" +
            "* GenerateContentRequest.contents[1].parts[0].function_call.name: Name cannot be empty.\n"
        },
        {
            "gemma-3-27b-it",
            """{"contents":[{"parts":[{"text":"a"}]}],"systemInstruction":{"parts":[{"text":""}]}}""",
            "Developer instruction is not enabled for models/gemma-3-27b-it"
        },
        {
            "gemini-2.5-flash-preview-tts",
            """{"contents":[{"parts":[{"text":"a"}]}],"systemInstruction":{"parts":[{"text":"b"}]},"generationConfig":{"responseModalities":["AUDIO"]}}""",
            "Developer instruction is not enabled for this model"
        },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { "gemini-2.0-flash", """{"contents":[{"parts":[{"text":""}]}]}""" },
        { "gemini-2.5-flash-image", """{"contents":[{"parts":[{"text":""}]}]}""" },
        { "gemini-2.5-flash", """{"contents":[{"role":"user","parts":[{"text":"a=5"}]},{"role":"model","parts":[{"text":""}]},{"parts":[{"text":"b"}]}]}""" },
        { "gemini-2.5-flash", """{"contents":[{"parts":[{"text":"a"}]}],"systemInstruction":{}}""" },
        { "gemma-3-27b-it", """{"contents":[{"parts":[{"text":"a"}]}],"systemInstruction":{}}""" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Contents_Wrong_AreRefused(string model, string json, string message) => Verdict.Refuses(Verdict.OfGenerate(json, model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Contents_Unusual_Pass(string model, string json) => Assert.Null(Verdict.OfGenerate(json, model));
}
