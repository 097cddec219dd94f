using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>Reads a duration from a string or its message form, and writes it as a string.</summary>
public sealed class ProtoDurationConverter : JsonConverter<ProtoDuration>
{
    /// <inheritdoc/>
    public override ProtoDuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            (long seconds, int nanos) = ProtoSecondsReader.Read(ref reader);
            return new ProtoDuration(seconds, nanos);
        }

        return reader.TokenType == JsonTokenType.String && ProtoDuration.TryParse(reader.GetString(), out ProtoDuration duration)
            ? duration
            : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ProtoDuration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
