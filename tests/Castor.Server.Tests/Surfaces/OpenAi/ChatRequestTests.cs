using System.Text;
using System.Text.Json.Nodes;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Protocol.OpenAi;
using Castor.Server.Surfaces.OpenAi;

namespace Castor.Server.Tests.Surfaces.OpenAi;

/// <summary>Requests of the dialect, as the core sees them, and what is refused.</summary>
public sealed class ChatRequestTests
{
    private const string User = """ "messages":[{"role":"user","content":"hi"}] """;

    private static readonly OpenAiDoor s_developer = OpenAiSurface.Doors.First(door => door.Prefix == OpenAiServer.Mount);
    private static readonly OpenAiDoor s_vertex = OpenAiSurface.Doors.First(door => door.IsVertex);

    public static TheoryData<string, string> Parameters => new()
    {
        { """ "max_tokens":5,"n":2,"temperature":0.5,"top_p":0.25,"seed":7 """, """{"candidateCount":2,"maxOutputTokens":5,"temperature":0.5,"topP":0.25,"seed":7}""" },
        { """ "max_tokens":5,"max_completion_tokens":6 """, """{"maxOutputTokens":6}""" },
        { """ "stop":"x" """, """{"stopSequences":["x"]}""" },
        { """ "stop":["x","y"] """, """{"stopSequences":["x","y"]}""" },
        { """ "logprobs":true,"top_logprobs":3 """, """{"responseLogprobs":true,"logprobs":3}""" },
        { """ "response_format":{"type":"text"} """, "{}" },
        { """ "response_format":{"type":"json_object"} """, """{"responseMimeType":"application/json"}""" },
        {
            """ "response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true,"schema":{"type":"string"}}} """,
            """{"responseMimeType":"application/json","responseJsonSchema":{"type":"string"}}"""
        },
        { """ "reasoning_effort":"none" """, """{"thinkingConfig":{"thinkingBudget":0}}""" },
        { """ "reasoning_effort":"minimal" """, """{"thinkingConfig":{"thinkingBudget":1024}}""" },
        { """ "reasoning_effort":"low" """, """{"thinkingConfig":{"thinkingBudget":1024}}""" },
        { """ "reasoning_effort":"medium" """, """{"thinkingConfig":{"thinkingBudget":8192}}""" },
        { """ "reasoning_effort":"high" """, """{"thinkingConfig":{"thinkingBudget":24576}}""" },
        {
            """ "reasoning_effort":"high","extra_body":{"google":{"thinking_config":{"include_thoughts":true}}} """,
            """{"thinkingConfig":{"includeThoughts":true,"thinkingBudget":24576}}"""
        },
        {
            """ "extra_body":{"google":{"thinking_config":{"thinking_budget":8,"include_thoughts":true,"thinking_level":"low"}}} """,
            """{"thinkingConfig":{"includeThoughts":true,"thinkingBudget":8,"thinkingLevel":"LOW"}}"""
        },
        { """ "extra_body":{"google":{"thinkingConfig":{"thinkingBudget":"8"}}} """, """{"thinkingConfig":{"thinkingBudget":8}}""" },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Parameters_OfTheDialect_AreTheConfigOfTheCore(string parameters, string config)
    {
        GenerateContentRequest request = Read($$"""{"model":"gemini-2.5-flash",{{User}},{{parameters}}}""", "gemini-2.5-flash");

        Assert.Equal(config, Json(request)["generationConfig"]?.ToJsonString() ?? "{}");
    }

    [Theory]
    [InlineData("gemini-3-pro-preview", "minimal", "LOW")]
    [InlineData("gemini-3-pro-preview", "medium", "HIGH")]
    [InlineData("gemini-3-pro-preview", "high", "HIGH")]
    [InlineData("gemini-3-flash-preview", "minimal", "MINIMAL")]
    [InlineData("gemini-3-flash-preview", "low", "LOW")]
    [InlineData("gemini-3-flash-preview", "medium", "MEDIUM")]
    public void ReasoningEffort_OfAModelWithLevels_IsItsLevel(string model, string effort, string level)
    {
        GenerateContentRequest request = Read($$"""{"model":"{{model}}",{{User}},"reasoning_effort":"{{effort}}"}""", model);

        Assert.Equal(level, request.GenerationConfig!.ThinkingConfig!.ThinkingLevel!.Value.Value);
    }

    [Fact]
    public void Request_WithEverything_IsTheGoldenRequestOfTheCore()
    {
        GenerateContentRequest request = Read(
            """
            {"model":"gemini-2.5-flash","messages":[
              {"role":"system","content":"Be brief."},
              {"role":"developer","content":[{"type":"text","text":"Be kind."}]},
              {"role":"user","content":[{"type":"text","text":"See"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAEC","detail":"low"}},
                {"type":"input_audio","input_audio":{"data":"AwQ=","format":"wav"}},{"type":"file","file":{"file_data":"data:application/pdf;base64,BQY=","filename":"a.pdf"}}]},
              {"role":"assistant","content":null,"refusal":null,"audio":null,"function_call":null,"annotations":[],"tool_calls":[
                {"id":"c1","index":0,"type":"function","function":{"name":"f","arguments":"{\"a\":1}"},"extra_content":{"google":{"thought_signature":"YWI="}}},
                {"id":"c2","type":"function","function":{"name":"g","arguments":""}}]},
              {"role":"tool","tool_call_id":"c1","content":"{\"b\":2}"},
              {"role":"tool","tool_call_id":"c2","content":[{"type":"text","text":"fine"}]}],
             "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object","properties":{"a":{"type":"integer"}}},"strict":true}}],
             "tool_choice":{"type":"function","function":{"name":"f"}},
             "service_tier":"flex","extra_body":{"google":{"cached_content":"cachedContents/x",
               "safety_settings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}]}}}
            """,
            "gemini-2.5-flash");

        Assert.Equal(
            """
            {"contents":[{"parts":[{"text":"See"},{"inlineData":{"mimeType":"image/png","data":"AAEC"}},{"inlineData":{"mimeType":"audio/wav","data":"AwQ="}},
            {"inlineData":{"mimeType":"application/pdf","data":"BQY="}}],"role":"user"},
            {"parts":[{"functionCall":{"name":"f","args":{"a":1},"id":"c1"},"thoughtSignature":"YWI="},{"functionCall":{"name":"g","args":{},"id":"c2"}}],"role":"model"},
            {"parts":[{"functionResponse":{"name":"f","response":{"b":2},"id":"c1"}},{"functionResponse":{"name":"g","response":{"result":"fine"},"id":"c2"}}],"role":"user"}],
            "systemInstruction":{"parts":[{"text":"Be brief."},{"text":"Be kind."}]},
            "tools":[{"functionDeclarations":[{"name":"f","description":"d","parametersJsonSchema":{"type":"object","properties":{"a":{"type":"integer"}}}}]}],
            "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}},
            "safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}],"generationConfig":{},
            "cachedContent":"cachedContents/x","serviceTier":"flex"}
            """.ReplaceLineEndings(""),
            Json(request).ToJsonString());
    }

    [Theory]
    [InlineData(""" "messages":[{"role":"wizard","content":"hi"}] """, "Invalid value at 'messages[0].role', \"wizard\".")]
    [InlineData(""" "messages":[{"role":"user","content":7}] """, "Invalid value at 'messages[0].content'")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"video","text":"x"}]}] """, "Invalid value at 'messages[0].content[0].type', \"video\".")]
    [InlineData(""" "messages":[{"role":"user","content":["x"]}] """, "Invalid value at 'messages[0].content[0]'.")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"image_url"}]}] """, "a part of type image_url needs its image_url")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/x.png"}}]}] """, "this server fetches nothing")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png,x"}}]}] """, "data:TYPE;base64,BYTES")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,***"}}]}] """, "Base64 decoding failed")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"f1"}}]}] """, "'messages[0].content[0].file.file_id'")]
    [InlineData(""" "messages":[{"role":"system","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}] """, "text only")]
    [InlineData(""" "messages":[{"role":"tool","tool_call_id":"nobody","content":"x"}] """, "no call before it has this id")]
    [InlineData(""" "messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"[1"}}]}] """, "'messages[0].tool_calls[0].function.arguments'")]
    [InlineData(""" "messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"custom"}]}] """, "'messages[0].tool_calls[0]'")]
    [InlineData(""" "messages":[{"role":"assistant","function_call":{"name":"f"}}] """, "send calls as tool_calls")]
    [InlineData(User + """,  "tools":[{"type":"web_search"}] """, "Invalid value at 'tools[0]'")]
    [InlineData(User + """,  "tool_choice":"perhaps" """, "Invalid value at 'tool_choice'")]
    [InlineData(User + """,  "tool_choice":{"type":"function"} """, "Invalid value at 'tool_choice'")]
    [InlineData(User + """,  "response_format":{"type":"yaml"} """, "Invalid value at 'response_format.type', \"yaml\"")]
    [InlineData(User + """,  "response_format":{"type":"json_schema"} """, "json_schema is not specified")]
    [InlineData(User + """,  "stop":[1] """, "Invalid value at 'stop'")]
    [InlineData(User + """,  "top_logprobs":3 """, "set logprobs as well")]
    [InlineData(User + """,  "reasoning_effort":"max" """, "Invalid value at 'reasoning_effort', \"max\"")]
    [InlineData(User + """,  "service_tier":"gold" """, "Invalid value at 'service_tier', \"gold\"")]
    [InlineData(User + """,  "extra_body":{"google":{"thinking_config":{"thinking_level":"huge"}}} """, "thinking_level', \"huge\"")]
    [InlineData(User + """,  "reasoning_effort":"low","extra_body":{"google":{"thinking_config":{"thinking_level":"low"}}} """, "found both.")]
    [InlineData(User + """,  "temperature":"warm" """, "Invalid value at 'temperature' (TYPE_FLOAT), \"warm\"")]
    [InlineData(User + """,  "temperature":3 """, "temperature must be in the range")]
    [InlineData(User + """,  "extra_body":{"nobody":1} """, "Invalid JSON payload received. Unknown name \"nobody\" at 'extra_body': Cannot find field.")]
    [InlineData(""" "messages":[] """, "GenerateContentRequest.contents: contents is not specified")]
    public async Task Request_ThatIsWrong_IsRefusedInTheShapeOfTheDialect(string fields, string message)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        (int status, JsonNode error) = await server.RefusedAsync(OpenAiServer.Chat, $$"""{"model":"gemini-2.5-flash",{{fields}}}""");

        Assert.Equal(400, status);
        Assert.Equal("INVALID_ARGUMENT", (string)error["status"]!);
        Assert.Contains(message, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_AtTheDoor_IsTheRecordedBody()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using HttpResponseMessage response = await server.PostAsync(
            OpenAiServer.Chat, $$$"""{"model":"gemini-2.5-flash",{{{User}}},"frequency_penalty":0.5,"google":{}}""");

        Assert.Equal(
            """
            [{
              "error": {
                "code": 400,
                "message": "Invalid JSON payload received. Unknown name \"frequency_penalty\": Cannot find field.\nInvalid JSON payload received. Unknown name \"google\": Cannot find field.",
                "status": "INVALID_ARGUMENT",
                "details": [
                  {
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": [
                      {
                        "description": "Invalid JSON payload received. Unknown name \"frequency_penalty\": Cannot find field."
                      },
                      {
                        "description": "Invalid JSON payload received. Unknown name \"google\": Cannot find field."
                      }
                    ]
                  }
                ]
              }
            }
            ]
            """.ReplaceLineEndings("\n"),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Vertex_UnknownAndOwnParameters_AreLeftAsideOrTaken()
    {
        GenerateContentRequest request = ReadVertex(
            $$$$"""{"model":"google/gemini-2.5-flash",{{{{User}}}},"user":"ada","frequency_penalty":0.5,"presence_penalty":0.25,"google":{"thinking_config":{"thinking_budget":8}}}""");

        Assert.Equal(
            """{"presencePenalty":0.25,"frequencyPenalty":0.5,"thinkingConfig":{"thinkingBudget":8}}""", Json(request)["generationConfig"]!.ToJsonString());
    }

    /// <summary>Row 48 of the table of differences.</summary>
    [Theory]
    [InlineData("""{"model":"google/gemini-3.6-flash","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"I look.","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}]}""")]
    [InlineData("""{"model":"google/gemini-3.6-flash","messages":[{"role":"user","content":"hi"}],"extra_body":{"google":{}}}""")]
    public void Row48_TextBesideCallsOrExtraBodyOnVertex_IsRefused(string json) =>
        Assert.Equal("Request contains an invalid argument.", Assert.Throws<ApiException>(() => ReadVertex(json, "gemini-3.6-flash")).Message);

    private static GenerateContentRequest Read(string json, string model) =>
        ChatRequestReader.Read(OpenAiJson.ReadRequest<ChatCompletionRequest>(Encoding.UTF8.GetBytes(json), "google.ai.generativelanguage.v1beta"), Entry(model), s_developer);

    private static GenerateContentRequest ReadVertex(string json, string model = "gemini-2.5-flash") =>
        ChatRequestReader.Read(OpenAiJson.ReadLenient<ChatCompletionRequest>(Encoding.UTF8.GetBytes(json), "google.cloud.aiplatform.v1"), Entry(model), s_vertex);

    private static ModelEntry Entry(string model) => ModelCatalog.LoadBuiltIn().Find(model)!;

    private static JsonNode Json(GenerateContentRequest request)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        WireJson.Write(body, request, JsonStyle.Compact);
        return JsonNode.Parse(body.WrittenSpan)!;
    }
}
