using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>Reads a timestamp from a string or its message form, and writes it as a string.</summary>
public sealed class ProtoTimestampConverter : JsonConverter<ProtoTimestamp>
{
    /// <inheritdoc/>
    public override ProtoTimestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            (long seconds, int nanos) = ProtoSecondsReader.Read(ref reader);
            return ProtoTimestamp.IsInRange(seconds) && nanos >= 0 ? new ProtoTimestamp(seconds, nanos) : throw new JsonException();
        }

        return reader.TokenType == JsonTokenType.String && ProtoTimestamp.TryParse(reader.GetString(), out ProtoTimestamp timestamp)
            ? timestamp
            : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ProtoTimestamp value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
