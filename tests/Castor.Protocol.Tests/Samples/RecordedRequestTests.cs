using System.Buffers;
using System.Text;
using System.Text.Json;
using Castor.Protocol.Json;

namespace Castor.Protocol.Tests.Samples;

/// <summary>What real clients sent to the Developer API is accepted, and written back as the same data.</summary>
public sealed class RecordedRequestTests
{
    [Theory]
    [MemberData(nameof(Recordings))]
    public void ReadRequest_RecordedRequest_IsTaken(string file)
    {
        using JsonDocument recording = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Fixtures.Samples, "js-genai-recordings", file)));
        foreach (JsonElement interaction in recording.RootElement.GetProperty("interactions").EnumerateArray())
        {
            JsonElement request = interaction.GetProperty("request");
            foreach (JsonElement body in request.GetProperty("bodySegments").EnumerateArray())
            {
                AssertTaken(request.GetProperty("url").GetString()!, body.GetRawText());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void ReadForeign_RecordedAnswer_IsWrittenBackEqual(string file)
    {
        using JsonDocument recording = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Fixtures.Samples, "js-genai-recordings", file)));
        foreach (JsonElement interaction in recording.RootElement.GetProperty("interactions").EnumerateArray())
        {
            foreach (JsonElement body in interaction.GetProperty("response").GetProperty("bodySegments").EnumerateArray())
            {
                string json = body.GetRawText();
                string written = body.TryGetProperty("error", out _)
                    ? Write(WireJson.ReadForeign<ErrorResponse>(Encoding.UTF8.GetBytes(json)))
                    : Write(WireJson.ReadForeign<GenerateContentResponse>(Encoding.UTF8.GetBytes(json)));
                Assert.Null(JsonEquality.Difference(json, written));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Captured))]
    public void ReadRequest_CapturedRequest_IsTaken(string file)
    {
        using JsonDocument request = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Fixtures.Root, "client-requests", file)));
        AssertTaken(request.RootElement.GetProperty("path").GetString()!, request.RootElement.GetProperty("body").GetRawText());
    }

    public static TheoryData<string> Recordings() => [.. Names(Path.Combine(Fixtures.Samples, "js-genai-recordings"))
        .Where(name => !name.Contains("Vertex", StringComparison.Ordinal))];

    public static TheoryData<string> Captured() => [.. Names(Path.Combine(Fixtures.Root, "client-requests"))];

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*.json").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private static void AssertTaken(string path, string body)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(body);
        string written = path.Split('?')[0].Split(':')[^1] switch
        {
            "countTokens" => Write(WireJson.ReadRequest<CountTokensRequest>(utf8)),
            "embedContent" => Write(WireJson.ReadRequest<EmbedContentRequest>(utf8)),
            "batchEmbedContents" => Write(WireJson.ReadRequest<BatchEmbedContentsRequest>(utf8)),
            _ => Write(WireJson.ReadRequest<GenerateContentRequest>(utf8)),
        };
        Assert.Null(JsonEquality.Difference(Canonical(body), Canonical(written)));
    }

    // The clients' small letters for types and tiers, and their numbers for int64 fields, are read as the canonical form.
    private static string Canonical(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        using JsonDocument document = JsonDocument.Parse(json);
        using (var writer = new Utf8JsonWriter(output))
        {
            Canonicalize(document.RootElement, writer, "");
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Canonicalize(JsonElement value, Utf8JsonWriter writer, string name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Canonicalize(member.Value, writer, member.Name);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Canonicalize(item, writer, name);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when name is "type" or "serviceTier":
                writer.WriteStringValue(value.GetString()!.ToUpperInvariant());
                break;
            case JsonValueKind.String when name is "thoughtSignature":
                writer.WriteStringValue(value.GetString()!.Replace('-', '+').Replace('_', '/'));
                break;
            case JsonValueKind.Number when name is "minItems" or "maxItems" or "minLength" or "maxLength" or "minProperties" or "maxProperties":
                writer.WriteStringValue(value.GetRawText());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static string Write<T>(T message)
        where T : WireMessage
    {
        var output = new ArrayBufferWriter<byte>();
        WireJson.Write(output, message, JsonStyle.Compact);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
