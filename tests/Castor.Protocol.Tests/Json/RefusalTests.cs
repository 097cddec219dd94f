using System.Text;
using Castor.Protocol.Json;

namespace Castor.Protocol.Tests.Json;

public sealed class RefusalTests
{
    private const string Types = "type.googleapis.com/google.ai.generativelanguage.v1beta.";

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"text":"a","role":"x"}]}]}""", "contents[0].parts[0]", "Invalid JSON payload received. Unknown name \"role\" at 'contents[0].parts[0]': Cannot find field.")]
    [InlineData("""{"contents":[{"parts":{"text":"a","role":"x"}}]}""", "contents[0].parts", "Invalid JSON payload received. Unknown name \"role\" at 'contents[0].parts': Cannot find field.")]
    [InlineData("""{"messages":[]}""", null, "Invalid JSON payload received. Unknown name \"messages\": Cannot find field.")]
    [InlineData("""{"":1}""", null, "Invalid JSON payload received. Unknown name \"\": Proto fields must have a name.")]
    [InlineData("[]", null, "Invalid JSON payload received. Unknown name \"\": Root element must be a message.")]
    [InlineData("\"x\"", null, "Invalid JSON payload received. Unknown name \"\": Root element must be a message.")]
    [InlineData("1", null, "Invalid JSON payload received. Unknown name \"\": Root element must be a message.")]
    [InlineData("null", null, "Invalid JSON payload received. Unknown name \"\": Root element must be a message.")]
    [InlineData("""{"contents":[{"role":["user"]}]}""", "contents[0]", "Invalid JSON payload received. Unknown name \"role\" at 'contents[0]': Proto field is not repeating, cannot start list.")]
    [InlineData("""{"contents":[{"parts":[{"functionCall":{"args":[1]}}]}]}""", "contents[0].parts[0].function_call", "Invalid JSON payload received. Unknown name \"args\" at 'contents[0].parts[0].function_call': Proto field is not repeating, cannot start list.")]
    [InlineData("""{"contents":[{"parts":[{"functionCall":{"args":{"a":{"b":1,"b":2}}}}]}]}""", "contents[0].parts[0].function_call.args.fields[0].value.struct_value.fields[0]", "Invalid JSON payload received. Unknown name \"b\" at 'contents[0].parts[0].function_call.args.fields[0].value.struct_value.fields[0]': Repeated map key: 'b' is already set.")]
    [InlineData("""{"tools":{"functionDeclarations":[{},{"parameters":{"properties":{"a":{},"b":{"additionalProperties":false}}}}]}}""", "tools.function_declarations[1].parameters.properties[1].value", "Invalid JSON payload received. Unknown name \"additionalProperties\" at 'tools.function_declarations[1].parameters.properties[1].value': Cannot find field.")]
    public void ReadRequest_WrongName_IsToldWithItsPath(string body, string? field, string text) => AssertRefused(body, field, text);

    [Theory]
    [InlineData("""{"contents":"x"}""", "contents", "Invalid value at 'contents' (" + Types + "Content), \"x\"")]
    [InlineData("""{"contents":["x"]}""", "contents[0]", "Invalid value at 'contents[0]' (" + Types + "Content), \"x\"")]
    [InlineData("""{"contents":[{"role":1}]}""", "contents[0].role", "Invalid value at 'contents[0].role' (TYPE_STRING), 1")]
    [InlineData("""{"contents":[{"role":true}]}""", "contents[0].role", "Invalid value at 'contents[0].role' (TYPE_STRING), true")]
    [InlineData("""{"contents":[{"role":{}}]}""", "contents[0]", "Invalid value at 'contents[0]' (role), Starting an object on a scalar field")]
    [InlineData("""{"generationConfig":{"temperature":{}}}""", "generation_config", "Invalid value at 'generation_config' (temperature), Starting an object on a scalar field")]
    [InlineData("""{"generationConfig":{"temperature":"hot"}}""", "generation_config.temperature", "Invalid value at 'generation_config.temperature' (TYPE_FLOAT), \"hot\"")]
    [InlineData("""{"generationConfig":{"temperature":1e40}}""", "generation_config.temperature", "Invalid value at 'generation_config.temperature' (TYPE_FLOAT), 1e+40")]
    [InlineData("""{"generationConfig":{"temperature":false}}""", "generation_config.temperature", "Invalid value at 'generation_config.temperature' (TYPE_FLOAT), false")]
    [InlineData("""{"generationConfig":{"topK":1.5}}""", "generation_config.top_k", "Invalid value at 'generation_config.top_k' (TYPE_INT32), 1.5")]
    [InlineData("""{"generationConfig":{"topK":3000000000}}""", "generation_config.top_k", "Invalid value at 'generation_config.top_k' (TYPE_INT32), 3000000000")]
    [InlineData("""{"generationConfig":{"topK":3e9}}""", "generation_config.top_k", "Invalid value at 'generation_config.top_k' (TYPE_INT32), 3000000000")]
    [InlineData("""{"generationConfig":{"topK":18446744073709551616}}""", "generation_config.top_k", "Invalid value at 'generation_config.top_k' (TYPE_INT32), 1.8446744073709552e+19")]
    [InlineData("""{"generationConfig":{"topK":18446744073709551615}}""", "generation_config.top_k", "Invalid value at 'generation_config.top_k' (TYPE_INT32), 18446744073709551615")]
    [InlineData("""{"generationConfig":{"topK":"1e3"}}""", "generation_config.top_k", "Invalid value at 'generation_config.top_k' (TYPE_INT32), \"1e3\"")]
    [InlineData("""{"generationConfig":{"topK":" 1"}}""", "generation_config.top_k", "Invalid value at 'generation_config.top_k' (TYPE_INT32), \" 1\"")]
    [InlineData("""{"generationConfig":{"responseLogprobs":2}}""", "generation_config.response_logprobs", "Invalid value at 'generation_config.response_logprobs' (TYPE_BOOL), 2")]
    [InlineData("""{"generationConfig":{"responseLogprobs":"maybe"}}""", "generation_config.response_logprobs", "Invalid value at 'generation_config.response_logprobs' (TYPE_BOOL), \"maybe\"")]
    [InlineData("""{"generationConfig":{"responseSchema":{"minLength":1.5}}}""", "generation_config.response_schema.min_length", "Invalid value at 'generation_config.response_schema.min_length' (TYPE_INT64), 1.5")]
    [InlineData("""{"generationConfig":{"responseSchema":{"type":""}}}""", "generation_config.response_schema.type", "Invalid value at 'generation_config.response_schema.type' (" + Types + "Type), \"\"")]
    [InlineData("""{"generationConfig":{"responseSchema":{"type":"float"}}}""", "generation_config.response_schema.type", "Invalid value at 'generation_config.response_schema.type' (" + Types + "Type), \"float\"")]
    [InlineData("""{"generationConfig":{"responseSchema":{"anyOf":[{},{"type":"int"}]}}}""", "generation_config.response_schema.any_of[1].type", "Invalid value at 'generation_config.response_schema.any_of[1].type' (" + Types + "Type), \"int\"")]
    [InlineData("""{"generationConfig":{"responseSchema":{"enum":["a",1]}}}""", "generation_config.response_schema.enum[0]", "Invalid value at 'generation_config.response_schema.enum[0]' (TYPE_STRING), 1")]
    [InlineData("""{"generationConfig":{"responseSchema":"{ \"type\": 1 }"}}""", "generation_config.response_schema", "Invalid value at 'generation_config.response_schema' (" + Types + "Schema), \"{ \"type\": 1 }\"")]
    [InlineData("""{"generationConfig":{"responseSchema":{"properties":{"a":5}}}}""", "generation_config.response_schema.properties[0].value", "Invalid value at 'generation_config.response_schema.properties[0].value' (" + Types + "Schema), 5")]
    [InlineData("""{"generationConfig":{"responseSchema":{"properties":5}}}""", "generation_config.response_schema.properties", "Invalid value at 'generation_config.response_schema.properties' (" + Types + "Schema.PropertiesEntry), 5")]
    [InlineData("""{"generationConfig":{"responseSchema":{"properties":[]}}}""", "generation_config.response_schema", "Invalid value at 'generation_config.response_schema' (Map), Cannot bind a list to map for field 'properties'.")]
    [InlineData("""{"generationConfig":{"thinkingConfig":{"thinkingLevel":"ULTRA"}}}""", "generation_config.thinking_config.thinking_level", "Invalid value at 'generation_config.thinking_config.thinking_level' (" + Types + "ThinkingConfig.ThinkingLevel), \"ULTRA\"")]
    [InlineData("""{"generationConfig":{"responseModalities":["TEXT","DOCUMENT"]}}""", "generation_config.response_modalities[0]", "Invalid value at 'generation_config.response_modalities[0]' (" + Types + "GenerationConfig.Modality), \"DOCUMENT\"")]
    [InlineData("""{"safetySettings":[{"threshold":"BLOCK_SOME"}]}""", "safety_settings[0].threshold", "Invalid value at 'safety_settings[0].threshold' (" + Types + "SafetySetting.HarmBlockThreshold), \"BLOCK_SOME\"")]
    [InlineData("""{"contents":[{"parts":[{"inlineData":{"data":"/api/x?id=1"}}]}]}""", "contents[0].parts[0].inline_data.data", "Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed for \"/api/x?id=1\"")]
    [InlineData("""{"contents":[{"parts":[{"text":"a","inlineData":{"data":"AA=="}}]}]}""", "contents[0].parts[0]", "Invalid value at 'contents[0].parts[0]' (oneof), oneof field 'data' is already set. Cannot set 'inlineData'")]
    [InlineData("""{"contents":[{"parts":[{"functionResponse":{"response":"text"}}]}]}""", "contents[0].parts[0].function_response.response", "Invalid value at 'contents[0].parts[0].function_response.response' (type.googleapis.com/google.protobuf.Struct), \"text\"")]
    [InlineData("""{"contents":[{"parts":[{"videoMetadata":{"startOffset":"3"}}]}]}""", "contents[0].parts[0].video_metadata.start_offset", "Invalid value at 'contents[0].parts[0].video_metadata.start_offset' (type.googleapis.com/google.protobuf.Duration), Field 'startOffset', Illegal duration format; duration must end with 's'")]
    [InlineData("""{"contents":[{"parts":[{"videoMetadata":{"start_offset":3600}}]}]}""", "contents[0].parts[0].video_metadata.start_offset", "Invalid value at 'contents[0].parts[0].video_metadata.start_offset' (type.googleapis.com/google.protobuf.Duration), Field 'start_offset', Invalid data type for duration, value is 3600")]
    [InlineData("""{"tools":[{"codeExecution":true}]}""", "tools[0].code_execution", "Invalid value at 'tools[0].code_execution' (" + Types + "CodeExecution), true")]
    [InlineData("""{"tools":[{"googleSearch":{"timeRangeFilter":{"startTime":"2024-01-01"}}}]}""", "tools[0].google_search.time_range_filter.start_time", "Invalid value at 'tools[0].google_search.time_range_filter.start_time' (type.googleapis.com/google.protobuf.Timestamp), Field 'startTime', Illegal timestamp format; timestamps must end with 'Z' or have a valid timezone offset.")]
    public void ReadRequest_WrongValue_IsToldWithItsTypeAndPath(string body, string field, string text) => AssertRefused(body, field, text);

    [Theory]
    [InlineData("""{"safetySettings":[{"method":"SEVERITY"}]}""", "Unknown name \"method\" at 'safety_settings[0]'")]
    [InlineData("""{"toolConfig":{"functionCallingConfig":{"streamFunctionCallArguments":true}}}""", "Unknown name \"streamFunctionCallArguments\" at 'tool_config.function_calling_config'")]
    [InlineData("""{"generationConfig":{"routingConfig":{}}}""", "Unknown name \"routingConfig\" at 'generation_config'")]
    [InlineData("""{"generationConfig":{"audioTimestamp":true}}""", "Unknown name \"audioTimestamp\" at 'generation_config'")]
    [InlineData("""{"modelArmorConfig":{}}""", "Unknown name \"modelArmorConfig\"")]
    [InlineData("""{"tools":[{"enterpriseWebSearch":{}}]}""", "Unknown name \"enterpriseWebSearch\" at 'tools[0]'")]
    [InlineData("""{"tools":[{"googleSearch":{"excludeDomains":["a"]}}]}""", "Unknown name \"excludeDomains\" at 'tools[0].google_search'")]
    [InlineData("""{"generationConfig":{"imageConfig":{"personGeneration":"x"}}}""", "Unknown name \"personGeneration\" at 'generation_config.image_config'")]
    public void ReadRequest_FieldOfVertexAiAlone_IsUnknown(string body, string text) =>
        Assert.Contains(text, Refuse(body).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadRequest_SeveralMistakes_AreToldTogetherInTheOrderOfTheBody()
    {
        ApiException refusal = Refuse("""
            {"generationConfig":{"bogus":{"deep":[1]},"topK":"x"},"contents":[{"role":5}],"generation_config":{"topP":"y"},"nope":1}
            """);

        Assert.Equal(
            [
                "Invalid JSON payload received. Unknown name \"bogus\" at 'generation_config': Cannot find field.",
                "Invalid value at 'generation_config.top_k' (TYPE_INT32), \"x\"",
                "Invalid value at 'contents[0].role' (TYPE_STRING), 5",
                "Invalid value at 'generation_config.top_p' (TYPE_FLOAT), \"y\"",
                "Invalid JSON payload received. Unknown name \"nope\": Cannot find field.",
            ],
            refusal.Message.Split('\n'));
        BadRequest details = Assert.IsType<BadRequest>(Assert.Single(refusal.Details));
        Assert.Equal(
            ["generation_config", "generation_config.top_k", "contents[0].role", "generation_config.top_p", null],
            details.FieldViolations!.Select(v => v.Field));
    }

    [Fact]
    public void ReadRequest_OtherApiVersion_NamesTypesInIt()
    {
        byte[] body = """{"contents":"x"}"""u8.ToArray();

        ApiException refusal = Assert.Throws<ApiException>(() => WireJson.ReadRequest<GenerateContentRequest>(body, "v1"));

        Assert.Contains("(type.googleapis.com/google.ai.generativelanguage.v1.Content)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadRequest_BodyOverTheLimit_IsRefused()
    {
        ApiException refusal = Assert.Throws<ApiException>(() => WireJson.ReadRequest<GenerateContentRequest>(new byte[WireLimits.MaxRequestBytes + 1]));

        Assert.Equal("Request payload size exceeds the limit: 104857600 bytes.", refusal.Message);
    }

    [Fact]
    public void ReadRequest_StringOverTheLimit_IsRefused()
    {
        string body = $$$"""{"contents":[{"parts":[{"text":"{{{new string('a', WireLimits.MaxStringBytes + 1)}}}"}]}]}""";

        Assert.Equal(
            "Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), String exceeds the limit: 33554432 bytes.", Refuse(body).Message);
    }

    [Fact]
    public void ReadRequest_VeryManyMistakes_AreCutOff()
    {
        var body = new StringBuilder("{");
        for (int i = 0; i < 5000; i++)
        {
            body.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"unknown{i}\":1,");
        }

        Assert.Equal(1000, Refuse(body.Append('}').ToString()).Message.Split('\n').Length);
    }

    private static void AssertRefused(string body, string? field, string text)
    {
        ApiException refusal = Refuse(body);
        Assert.Equal(text, refusal.Message);
        Assert.Equal(ApiStatus.InvalidArgument, refusal.Status);
        BadRequest details = Assert.IsType<BadRequest>(Assert.Single(refusal.Details));
        FieldViolation violation = Assert.Single(details.FieldViolations!);
        Assert.Equal(field, violation.Field);
        Assert.Equal(text, violation.Description);
    }

    private static ApiException Refuse(string body) =>
        Assert.Throws<ApiException>(() => WireJson.ReadRequest<GenerateContentRequest>(Encoding.UTF8.GetBytes(body)));
}
