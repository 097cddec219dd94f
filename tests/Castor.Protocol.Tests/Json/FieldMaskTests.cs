using System.Buffers;
using System.Text;
using Castor.Protocol.Json;
using Castor.Protocol.Sse;

namespace Castor.Protocol.Tests.Json;

public sealed class FieldMaskTests
{
    private const string Answer = """
        {"candidates":[{"content":{"parts":[{"text":"a","thought":true},{"functionCall":{"name":"f","args":{"x":{"y":1,"z":2}}}}],"role":"model"},"finishReason":"STOP","index":0,"avgLogprobs":-0.048741644079034981}],"usageMetadata":{"promptTokenCount":3,"totalTokenCount":4},"modelVersion":"m"}
        """;

    [Theory]
    [InlineData("modelVersion", """{"modelVersion":"m"}""")]
    [InlineData("model_version", """{"modelVersion":"m"}""")]
    [InlineData("candidates/content/parts/text", """{"candidates":[{"content":{"parts":[{"text":"a"},{}]}}]}""")]
    [InlineData("candidates.content.role,modelVersion", """{"candidates":[{"content":{"role":"model"}}],"modelVersion":"m"}""")]
    [InlineData("candidates(content/parts/text, finishReason),usageMetadata", """{"candidates":[{"content":{"parts":[{"text":"a"},{}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":3,"totalTokenCount":4}}""")]
    [InlineData("candidates(content(parts(thought),role),avgLogprobs)", """{"candidates":[{"content":{"parts":[{"thought":true},{}],"role":"model"},"avgLogprobs":-0.048741644079034981}]}""")]
    [InlineData("*", null)]
    [InlineData("candidates/*/role", """{"candidates":[{"content":{"role":"model"}}]}""")]
    [InlineData("candidates/content/parts/functionCall/args/x/y", """{"candidates":[{"content":{"parts":[{},{"functionCall":{"args":{"x":{"y":1}}}}]}}]}""")]
    [InlineData("usageMetadata,usageMetadata/totalTokenCount", """{"usageMetadata":{"promptTokenCount":3,"totalTokenCount":4}}""")]
    [InlineData("", "{}")]
    public void Write_Mask_SelectsFields(string fields, string? expected)
    {
        Assert.Equal(expected ?? Answer, Write(fields, JsonStyle.Compact));
    }

    [Fact]
    public void Write_MaskOnAPrettyAnswer_KeepsTheLayout() => Assert.Equal(
        "{\n  \"candidates\": [\n    {\n      \"index\": 0\n    }\n  ]\n}\n", Write("candidates/index", JsonStyle.Pretty));

    [Fact]
    public void Write_MaskOnAnEvent_KeepsTheLayout()
    {
        var output = new ArrayBufferWriter<byte>();

        SseFrame.Write(output, Response(), FieldMask.Parse<GenerateContentResponse>("candidates/index"));

        Assert.Equal("data: {\"candidates\": [{\"index\": 0}]}\r\n\r\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Write_MaskOnAnEmbedding_KeepsItsLines()
    {
        var output = new ArrayBufferWriter<byte>();
        var response = new EmbedContentResponse { Embedding = new ContentEmbedding { Values = [1, 0.5f] } };

        WireJson.Write(output, response, JsonStyle.Pretty, FieldMask.Parse<EmbedContentResponse>("embedding"));

        Assert.Equal("{\n  \"embedding\": {\n    \"values\": [\n      1,\n      0.5\n    ]\n  }\n}\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData(null, """{"candidates":[{"content":{"parts":[{"functionCall":{"name":"STOP","args":{"finishReason":"STOP"}}}],"role":"model"},"finishReason":1,"safetyRatings":[{"category":10,"probability":1}]}],"usageMetadata":{"promptTokensDetails":[{"modality":1,"tokenCount":3}]}}""")]
    [InlineData("candidates/finishReason,usageMetadata/promptTokensDetails/modality", """{"candidates":[{"finishReason":1}],"usageMetadata":{"promptTokensDetails":[{"modality":1}]}}""")]
    public void Write_EnumsAsNumbers_ReplacesTheirNamesAlone(string? fields, string expected)
    {
        GenerateContentResponse response = WireJson.ReadForeign<GenerateContentResponse>(Encoding.UTF8.GetBytes(
            """
            {"candidates":[{"content":{"parts":[{"functionCall":{"name":"STOP","args":{"finishReason":"STOP"}}}],"role":"model"},"finishReason":"STOP",
              "safetyRatings":[{"category":"HARM_CATEGORY_DANGEROUS_CONTENT","probability":"NEGLIGIBLE"}]}],"usageMetadata":{"promptTokensDetails":[{"modality":"TEXT","tokenCount":3}]}}
            """));
        var output = new ArrayBufferWriter<byte>();
        WireJson.Write(output, response, JsonStyle.Compact, FieldMask.Parse<GenerateContentResponse>(fields, enumsAsNumbers: true));
        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("candidates/bogus", "Error expanding 'fields' parameter. Cannot find matching fields for path 'candidates.bogus'.")]
    [InlineData("modelVersion,candidates(content(parts(txt)))", "Error expanding 'fields' parameter. Cannot find matching fields for path 'candidates.content.parts.txt'.")]
    [InlineData("modelVersion/x", "Error expanding 'fields' parameter. Cannot find matching fields for path 'modelVersion.x'.")]
    [InlineData("candidates(index", "Invalid FieldMask 'candidates(index'. Cannot find matching ')' for all '('.")]
    [InlineData("candidates)", "Invalid FieldMask 'candidates)'. Cannot find matching '(' for all ')'.")]
    public void Parse_BrokenMask_IsRefused(string fields, string description)
    {
        ApiException refusal = Assert.Throws<ApiException>(() => FieldMask.Parse<GenerateContentResponse>(fields));

        Assert.Equal("Request contains an invalid argument.", refusal.Message);
        FieldViolation violation = Assert.Single(Assert.IsType<BadRequest>(Assert.Single(refusal.Details)).FieldViolations!);
        Assert.Equal(fields, violation.Field);
        Assert.Equal(description, violation.Description);
    }

    private static string Write(string fields, JsonStyle style)
    {
        var output = new ArrayBufferWriter<byte>();
        WireJson.Write(output, Response(), style, FieldMask.Parse<GenerateContentResponse>(fields));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static GenerateContentResponse Response() => WireJson.ReadForeign<GenerateContentResponse>(Encoding.UTF8.GetBytes(Answer));
}
