using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>Reads and writes a timestamp as a string.</summary>
public sealed class ProtoTimestampConverter : JsonConverter<ProtoTimestamp>
{
    /// <inheritdoc/>
    public override ProtoTimestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ProtoTimestamp.TryParse(reader.GetString(), out ProtoTimestamp timestamp)
            ? timestamp
            : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ProtoTimestamp value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
