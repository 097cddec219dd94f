namespace Castor.Server.Tests.Validation;

public sealed class ToolRulesTests
{
    private const string Function = """{"functionDeclarations":[{"name":"f"}]}""";

    private const string InvalidName =
        "Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), " +
        "or dashes (-), with a maximum length of 128.\n";

    public static TheoryData<string, string, string> Refused => new()
    {
        { "gemma-3-27b-it", $$""" "tools":[{{Function}}] """, "Function calling is not enabled for models/gemma-3-27b-it" },
        { "gemma-3-27b-it", """ "tools":[{"codeExecution":{}}] """, "Code execution is not enabled for models/gemma-3-27b-it" },
        { "gemini-2.5-flash-image", """ "tools":[{"googleSearch":{}}] """, "Search as tool is not enabled for this model" },
        { "gemini-2.5-flash-image", """ "tools":[{"googleMaps":{}}] """, "Google Maps tool is not enabled for this model" },
        { "gemini-2.0-flash", """ "tools":[{"urlContext":{}}] """, "Browse tool is not supported." },
        {
            "gemini-2.5-flash",
            """ "tools":[{"googleSearchRetrieval":{}}] """,
            "google_search_retrieval is not supported. Please use google_search tool instead."
        },
        {
            "gemini-2.5-flash",
            """ "tools":[{"googleSearch":{}},{"fileSearch":{"topK":3}}] """,
            "* GenerateContentRequest.tools[1].file_search.file_search_store_names: file_search_store_names is not specified\n"
        },
        { "gemini-2.5-flash", """ "tools":[{"computerUse":{}}] """, "Computer Use is not enabled for models/gemini-2.5-flash" },
        { "gemini-2.5-flash", $$$""" "tools":[{{{Function}}},{"googleSearch":{}}] """, "Tool use with function calling is unsupported" },
        {
            "gemini-3-flash-preview",
            $$$""" "tools":[{{{Function}}},{"googleSearch":{}}] """,
            "Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling."
        },
        {
            "gemini-2.5-flash",
            $$""" "tools":[{{Function}}],"toolConfig":{"includeServerSideToolInvocations":true} """,
            "Tool call context circulation is not enabled for models/gemini-2.5-flash"
        },
        {
            "gemini-2.5-flash",
            $$""" "tools":[{{Function}}],"generationConfig":{"responseMimeType":"application/json"} """,
            "Function calling with a response mime type: 'application/json' is unsupported"
        },
        {
            "gemini-2.5-flash",
            """ "tools":[{"googleSearch":{}}],"generationConfig":{"responseMimeType":"application/json"} """,
            "Tool use with a response mime type: 'application/json' is unsupported"
        },
        {
            "gemini-2.5-flash",
            """ "toolConfig":{"functionCallingConfig":{"mode":"ANY"}} """,
            "Function calling config is set without function_declarations."
        },
        {
            "gemini-2.5-flash",
            $$$""" "tools":[{{{Function}}}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f","g"]}} """,
            "allowed_function_names should be a subset of the provided function_declarations"
        },
        {
            "gemini-2.5-flash",
            $$$""" "tools":[{{{Function}}}],"toolConfig":{"functionCallingConfig":{"mode":"AUTO","allowedFunctionNames":["f"]}} """,
            "allowed_function_names should only be set when the function calling mode is ANY or VALIDATED."
        },
        {
            "gemini-2.5-flash",
            """ "tools":[{"functionDeclarations":[{"name":"f"},{"name":"g"}]},{"functionDeclarations":[{"name":"f"}]}] """,
            "Duplicate function declaration found: f"
        },
        {
            "gemini-2.5-flash",
            """ "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"STRING"},"parametersJsonSchema":{"type":"object"}}]}] """,
            "* GenerateContentRequest.tools[0].function_declarations[0].parameters: parameters must not be set when parameters_json_schema is set.\n"
        },
        {
            "gemini-2.5-flash",
            """ "tools":[{"functionDeclarations":[{"name":"f","parametersJsonSchema":[]}]}] """,
            "* GenerateContentRequest.tools[0].function_declarations[0].parameters_json_schema: must be a JSON Schema object\n"
        },
        {
            "gemini-2.5-flash",
            """ "tools":[{"functionDeclarations":[{"name":"1f"},{"name":"a b"},{}]}] """,
            "* GenerateContentRequest.tools[0].function_declarations[0].name: " + InvalidName +
            "* GenerateContentRequest.tools[0].function_declarations[1].name: " + InvalidName +
            "* GenerateContentRequest.tools[0].function_declarations[2].name: " + InvalidName
        },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { "gemini-2.5-flash", """ "tools":[{"fileSearch":{"fileSearchStoreNames":["fileSearchStores/s"]}}] """ },
        { "gemini-2.5-flash", $$$""" "tools":[{{{Function}}}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}} """ },
        { "gemini-2.5-flash", """ "tools":[{"googleSearch":{}},{"codeExecution":{}},{"urlContext":{}}] """ },
        { "gemini-2.5-flash", """ "toolConfig":{"functionCallingConfig":{"mode":"NONE"}} """ },
        { "gemini-2.5-flash", """ "toolConfig":{"retrievalConfig":{"languageCode":"en"}},"tools":[{"googleMaps":{}}] """ },
        { "gemini-2.5-flash", """ "tools":[{"mcpServers":[{"name":"m"}]}],"toolConfig":{"functionCallingConfig":{"mode":"AUTO"}} """ },
        {
            "gemini-2.5-flash",
            $$$""" "tools":[{{{Function}}}],"toolConfig":{"functionCallingConfig":{"mode":"NONE"}},"generationConfig":{"responseMimeType":"application/json"} """
        },
        { "gemini-3-flash-preview", $$""" "tools":[{{Function}}],"generationConfig":{"responseMimeType":"application/json"} """ },
        {
            "gemini-3-flash-preview",
            $$$""" "tools":[{{{Function}}},{"googleSearch":{}}],"toolConfig":{"includeServerSideToolInvocations":true} """
        },
        {
            "gemini-3-flash-preview",
            """ "tools":[{"googleSearch":{}}],"toolConfig":{"includeServerSideToolInvocations":true,"functionCallingConfig":{"mode":"VALIDATED"}} """
        },
        { "gemini-2.5-flash", """ "tools":[{"functionDeclarations":[{"name":"_a.b:c-D9","parameters":{"type":"STRING"}}]}] """ },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Tools_Wrong_AreRefused(string model, string fields, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Verdict.Ask(fields), model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Tools_Right_Pass(string model, string fields) => Assert.Null(Verdict.OfGenerate(Verdict.Ask(fields), model));

    [Theory]
    [InlineData(512, null)]
    [InlineData(513, "* GenerateContentRequest.tools[0].function_declarations: At most 512 function declarations can be specified.\n")]
    public void Declarations_Many_AreRefusedAboveTheLimit(int count, string? message)
    {
        string declarations = string.Join(",", Enumerable.Range(0, count).Select(i => $$"""{"name":"f{{i}}"}"""));

        Assert.Equal(message, Verdict.OfGenerate(Verdict.Ask($$""" "tools":[{"functionDeclarations":[{{declarations}}]}] """), "gemini-2.5-flash")?.Message);
    }

    [Fact]
    public void Declarations_ManyWithADuplicate_AreRefused()
    {
        string declarations = string.Join(",", Enumerable.Range(0, 100).Select(i => $$"""{"name":"f{{i % 99}}"}"""));

        Verdict.Refuses(
            Verdict.OfGenerate(Verdict.Ask($$""" "tools":[{"functionDeclarations":[{{declarations}}]}] """), "gemini-2.5-flash"),
            "Duplicate function declaration found: f0");
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void FunctionName_Long_PassesUpToTheLimit(int length, bool passes) => Assert.Equal(
        passes,
        Verdict.OfGenerate(Verdict.Ask($$""" "tools":[{"functionDeclarations":[{"name":"{{new string('a', length)}}"}]}] """), "gemini-2.5-flash") is null);
}
