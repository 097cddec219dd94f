namespace Castor.Server.Tests.Validation;

public sealed class ResponseFormatRulesTests
{
    private const string Path = "* GenerateContentRequest.generation_config.";

    public static TheoryData<string, string, string> Refused => new()
    {
        {
            "gemini-2.5-flash",
            """ "responseMimeType":"text/html" """,
            Path + "response_mime_type: allowed mimetypes are `text/plain`, `application/json`, `application/xml`, `application/yaml` and `text/x.enum`.\n"
        },
        {
            "gemini-2.5-flash",
            """ "responseSchema":{"type":"STRING"} """,
            Path + "response_schema: only allowed when response_mime_type is `application/json` or `text/x.enum`\n"
        },
        {
            "gemini-2.5-flash",
            """ "responseMimeType":"text/plain","responseJsonSchema":{"type":"string"} """,
            Path + "response_json_schema: only allowed when response_mime_type is `application/json` or `text/x.enum`\n"
        },
        {
            "gemini-2.5-flash",
            """ "responseMimeType":"application/json","responseSchema":{"type":"STRING"},"responseJsonSchema":{"type":"string"} """,
            Path + "response_schema: response_schema must not be set when response_json_schema is set.\n"
        },
        {
            "gemini-2.5-flash",
            """ "responseMimeType":"application/json","responseSchema":{"type":"STRING"},"_responseJsonSchema":{"type":"string"} """,
            Path + "response_schema: response_schema must not be set when response_json_schema is set.\n"
        },
        {
            "gemini-2.5-flash",
            """ "responseMimeType":"application/json","responseJsonSchema":"string" """,
            Path + "response_json_schema: must be a JSON Schema object\n"
        },
        {
            "gemini-2.5-flash",
            """ "responseMimeType":"application/json","responseJsonSchema":{"properties":{"a":{"$ref":"#/$defs/b"},"c":{"type":"strnig"}}} """,
            Path + "response_json_schema: #/properties/a/$ref: the reference \"#/$defs/b\" has no target\n"
            + Path + "response_json_schema: #/properties/c/type: \"strnig\" is not a type\n"
        },
        { "gemma-3-27b-it", """ "responseMimeType":"application/json" """, "JSON mode is not enabled for models/gemma-3-27b-it" },
        {
            "gemma-3-27b-it",
            """ "responseFormat":[{"text":{"mimeType":"APPLICATION_JSON"}}] """,
            "JSON mode is not enabled for models/gemma-3-27b-it"
        },
        { "gemini-3-pro-image", """ "responseFormat":[{"image":{"delivery":"URI"}}] """, "Request contains an invalid argument." },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { "gemini-2.5-flash", """ "responseMimeType":"application/json" """ },
        { "gemini-2.5-flash", """ "responseMimeType":"application/json","responseJsonSchema":{"type":"OBJECT","x":1} """ },
        { "gemini-2.5-flash", """ "responseMimeType":"application/json","responseJsonSchema":{"pattern":"(?=a)b","not":{},"allOf":[{"type":"object"}]} """ },
        { "gemini-2.5-flash", """ "responseMimeType":"text/x.enum","responseSchema":{"type":"STRING","enum":["a","b"]} """ },
        { "gemma-3-27b-it", """ "responseMimeType":"text/plain" """ },
        { "gemini-2.5-flash", """ "responseFormat":[{"text":{"mimeType":"APPLICATION_JSON","schema":{"type":"object"}}}] """ },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Format_Wrong_IsRefused(string model, string config, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Verdict.AskWith(config), model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Format_Right_Passes(string model, string config) => Assert.Null(Verdict.OfGenerate(Verdict.AskWith(config), model));
}
