using System.Text;
using Castor.Protocol.Json;

namespace Castor.Protocol.Tests.Json;

/// <summary>Each dialect takes its own fields and refuses the others by name, whichever of the readers meets them.</summary>
public sealed class WireDialectTests
{
    private const string Package = "google.cloud.aiplatform.v1beta1";

    public static TheoryData<string> Dialects => ["Vertex", "Merged"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void ReadRequest_AnyMessageOfTheDialect_IsReadInEitherSpelling(string name)
    {
        WireDialect dialect = Dialect(name);
        for (int seed = 0; seed < 300; seed++)
        {
            string camel = RandomJson.Of(dialect.Requests.DescriptorOf<GenerateContentRequest>(), seed);
            string snake = RandomJson.Of(dialect.Requests.DescriptorOf<GenerateContentRequest>(), seed, snakeCase: true);
            Assert.Equal(Compact(Read(camel, dialect)), Compact(Read(snake, dialect)));
        }
    }

    [Theory]
    [InlineData("""{"generationConfig":{"audioTimestamp":true}}""", true)]
    [InlineData("""{"generation_config":{"audio_timestamp":true}}""", true)]
    [InlineData("""{"tools":[{"retrieval":{"a":[1]}}]}""", true)]
    [InlineData("""{"store":true}""", false)]
    [InlineData("""{"tool_config":{"include_server_side_tool_invocations":true}}""", false)]
    public void ReadRequest_FieldOfOneTwin_IsUnknownToTheOtherAlone(string body, bool ofVertex)
    {
        (WireDialect has, WireDialect lacks) = ofVertex ? (WireDialect.Vertex, WireDialect.Developer) : (WireDialect.Developer, WireDialect.Vertex);

        Assert.Equal(Compact(Read(body, has)), Compact(Read(body, WireDialect.Merged)));
        Assert.Contains("Unknown name", Assert.Throws<ApiException>(() => Read(body, lacks)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Developer", 1, "HARM_CATEGORY_DEROGATORY")]
    [InlineData("Vertex", 1, "HARM_CATEGORY_HATE_SPEECH")]
    [InlineData("Vertex", 5, "HARM_CATEGORY_CIVIC_INTEGRITY")]
    public void ReadRequest_CategoryByNumber_HasTheTwinsOwnName(string name, int number, string category)
    {
        GenerateContentRequest request = Read($$"""{"safetySettings":[{"category":{{number}}}]}""", Dialect(name));
        Assert.Equal(category, request.SafetySettings![0].Category!.Value.Value);
    }

    [Fact]
    public void ReadRequest_WrongValue_IsToldInThePackageOfTheTwin()
    {
        ApiException refusal = Assert.Throws<ApiException>(() => Read("""{"safetySettings":[{"category":"X"}],"tools":[1]}""", WireDialect.Vertex));
        Assert.Contains("type.googleapis.com/google.cloud.aiplatform.v1beta1.HarmCategory", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("type.googleapis.com/google.cloud.aiplatform.v1beta1.Tool", refusal.Message, StringComparison.Ordinal);
    }

    private static WireDialect Dialect(string name) => name switch
    {
        "Vertex" => WireDialect.Vertex,
        "Merged" => WireDialect.Merged,
        _ => WireDialect.Developer,
    };

    private static GenerateContentRequest Read(string json, WireDialect dialect) =>
        WireJson.ReadRequest<GenerateContentRequest>(Encoding.UTF8.GetBytes(json), dialect, Package);

    private static string Compact(GenerateContentRequest request)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        WireJson.Write(output, request, JsonStyle.Compact);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
