using System.Buffers;
using System.Text;
using Castor.Protocol.Json;

namespace Castor.Protocol.Tests.Json;

/// <summary>What Google's front end takes beside the canonical form, and what it makes of it.</summary>
public sealed class LeniencyTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("\ufeff{\"model\":\"m\"}", """{"model":"m"}""")]
    [InlineData("""{"system_instruction":{"parts":[{"text":"a"}]}}""", """{"systemInstruction":{"parts":[{"text":"a"}]}}""")]
    [InlineData("""{"contents":[{"parts":[{"inline_data":{"mime_type":"image/png","data":"AAEC"}}]}]}""", """{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAEC"}}]}]}""")]
    [InlineData("""{"contents":{"parts":{"text":"a"}}}""", """{"contents":[{"parts":[{"text":"a"}]}]}""")]
    [InlineData("""{"contents":[[{"role":"a"}],{"role":"b"}]}""", """{"contents":[{"role":"a"},{"role":"b"}]}""")]
    [InlineData("""{"contents":[null,{"parts":[null,{"text":"a"}]}]}""", """{"contents":[{"parts":[{"text":"a"}]}]}""")]
    [InlineData("""{"model":null,"contents":null,"generationConfig":{"topK":null}}""", """{"generationConfig":{}}""")]
    [InlineData("""{"generationConfig":{"stopSequences":"END"}}""", """{"generationConfig":{"stopSequences":["END"]}}""")]
    [InlineData("""{"generationConfig":{"topK":"40","seed":"-7","maxOutputTokens":1.0,"logprobs":1e1}}""", """{"generationConfig":{"maxOutputTokens":1,"topK":40,"seed":-7,"logprobs":10}}""")]
    [InlineData("""{"generationConfig":{"topK":"+007"}}""", """{"generationConfig":{"topK":7}}""")]
    [InlineData("""{"generationConfig":{"temperature":"0.5","topP":1}}""", """{"generationConfig":{"temperature":0.5,"topP":1}}""")]
    [InlineData("""{"generationConfig":{"temperature":1.,"topP":5e-1}}""", """{"generationConfig":{"temperature":1,"topP":0.5}}""")]
    [InlineData("""{"generationConfig":{"temperature":1e-7}}""", """{"generationConfig":{"temperature":1E-07}}""")]
    [InlineData("""{"generationConfig":{"temperature":"NaN","topP":"Infinity"}}""", """{"generationConfig":{"temperature":"NaN","topP":"Infinity"}}""")]
    [InlineData("""{"generationConfig":{"responseLogprobs":"Yes","enableEnhancedCivicAnswers":0}}""", """{"generationConfig":{"responseLogprobs":true,"enableEnhancedCivicAnswers":false}}""")]
    [InlineData("""{"generationConfig":{"responseSchema":{"type":"object","minItems":3,"maxItems":"5"}}}""", """{"generationConfig":{"responseSchema":{"type":"OBJECT","maxItems":"5","minItems":"3"}}}""")]
    [InlineData("""{"generationConfig":{"responseSchema":{"type":6}}}""", """{"generationConfig":{"responseSchema":{"type":"OBJECT"}}}""")]
    [InlineData("""{"generationConfig":{"responseSchema":{"type":"6"}}}""", """{"generationConfig":{"responseSchema":{"type":"OBJECT"}}}""")]
    [InlineData("""{"generationConfig":{"responseSchema":{"type":77}}}""", """{"generationConfig":{"responseSchema":{"type":77}}}""")]
    [InlineData("""{"generationConfig":{"responseSchema":{"properties":{"a":null}}}}""", """{"generationConfig":{"responseSchema":{"properties":{"a":{}}}}}""")]
    [InlineData("""{"generationConfig":{"response_json_schema":{"type":"object"}}}""", """{"generationConfig":{"responseJsonSchema":{"type":"object"}}}""")]
    [InlineData("""{"generationConfig":{"_responseJsonSchema":{"type":"object"}}}""", """{"generationConfig":{"_responseJsonSchema":{"type":"object"}}}""")]
    [InlineData("""{"safetySettings":[{"category":"harm-category-harassment","threshold":"block_none"}]}""", """{"safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}]}""")]
    [InlineData("""{"model":"a","model":"b"}""", """{"model":"b"}""")]
    [InlineData("""{"generationConfig":{"topK":1,"topP":1},"generation_config":{"topK":2,"seed":3}}""", """{"generationConfig":{"topP":1,"topK":2,"seed":3}}""")]
    [InlineData("""{"contents":[{"role":"a"}],"contents":[{"role":"b"}]}""", """{"contents":[{"role":"a"},{"role":"b"}]}""")]
    [InlineData("""{"labels":{"a":"1","b":null},"labels":{"a":"2"}}""", """{"labels":{"a":"2","b":""}}""")]
    [InlineData("""{"contents":[{"parts":[{"text":null,"inlineData":{"data":"AA"}}]}]}""", """{"contents":[{"parts":[{"inlineData":{"data":"AA=="}}]}]}""")]
    [InlineData("""{'model':'it\'s',}""", """{"model":"it's"}""")]
    [InlineData("""{model: "a", contents: [{role: 'b',},],}""", """{"contents":[{"role":"b"}],"model":"a"}""")]
    [InlineData("{\"model\":\"a\tb\\q\\v\"}", """{"model":"a\tbq\u000b"}""")]
    [InlineData("""{"model":"\ud800A"}""", "{\"model\":\"\ufffdA\"}")]
    [InlineData("""{"model":"\ud83d\ude00"}""", "{\"model\":\"😀\"}")]
    [InlineData("""{"contents":{"parts":{"videoMetadata":{"startOffset":"1.5s","endOffset":{"seconds":"3","nanos":250000000}}}}}""", """{"contents":[{"parts":[{"videoMetadata":{"startOffset":"1.500s","endOffset":"3.250s"}}]}]}""")]
    [InlineData("""{"tools":{"googleSearch":{"timeRangeFilter":{"startTime":"2024-01-01T02:00:00+02:00"}}}}""", """{"tools":[{"googleSearch":{"timeRangeFilter":{"startTime":"2024-01-01T00:00:00Z"}}}]}""")]
    public void ReadRequest_FormOfProto3Json_IsTaken(string body, string expected) => Assert.Equal(expected, RoundTrip(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void ReadRequest_LoneSurrogateInStruct_IsReplaced()
    {
        byte[] body = """{"contents":[{"parts":[{"functionCall":{"args":{"a":"\ud800"}}}]}]}"""u8.ToArray();

        GenerateContentRequest request = WireJson.ReadRequest<GenerateContentRequest>(body);

        Assert.Equal("\ufffd", request.Contents![0].Parts![0].FunctionCall!.Args!.Value.GetProperty("a").GetString());
    }

    [Fact]
    public void ReadRequest_BytesThatAreNoUtf8_BecomeSpaces() =>
        Assert.Equal("""{"model":"a  b"}""", RoundTrip([.. "{\"model\":\"a"u8, 0xff, 0xc3, .. "b\"}"u8]));

    [Theory]
    [InlineData("+/8=", "+/8=")]
    [InlineData("+/8", "+/8=")]
    [InlineData("-_8=", "+/8=")]
    [InlineData("-_8", "+/8=")]
    [InlineData("+\\/8=", "+/8=")]
    [InlineData("AA EC\\n", "AAEC")]
    [InlineData("", "")]
    public void ReadRequest_AnyBase64_IsDecoded(string sent, string expected) => Assert.Equal(
        $$$"""{"contents":[{"parts":[{"inlineData":{"data":"{{{expected}}}"}}]}]}""",
        RoundTrip(Encoding.UTF8.GetBytes($$$"""{"contents":[{"parts":[{"inlineData":{"data":"{{{sent}}}"}}]}]}""")));

    [Theory]
    [InlineData("+_8=")]
    [InlineData("A")]
    [InlineData("AA=A")]
    [InlineData("A===")]
    [InlineData("AAA==")]
    [InlineData("A*==")]
    public void ReadRequest_NoBase64_IsRefused(string sent) => Assert.Throws<ApiException>(
        () => RoundTrip(Encoding.UTF8.GetBytes($$$"""{"contents":[{"parts":[{"inlineData":{"data":"{{{sent}}}"}}]}]}""")));

    private static string RoundTrip(byte[] body)
    {
        var output = new ArrayBufferWriter<byte>();
        WireJson.Write(output, WireJson.ReadRequest<GenerateContentRequest>(body), JsonStyle.Compact);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
