using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>Reads floats that are in range, and writes the shortest text that reads back as the same.</summary>
internal sealed class WireSingleConverter : JsonConverter<float>
{
    public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetSingle(out float number) && float.IsFinite(number) => number,
        JsonTokenType.String when reader.ValueTextEquals("NaN"u8) => float.NaN,
        JsonTokenType.String when reader.ValueTextEquals("Infinity"u8) => float.PositiveInfinity,
        JsonTokenType.String when reader.ValueTextEquals("-Infinity"u8) => float.NegativeInfinity,
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
    {
        if (float.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
