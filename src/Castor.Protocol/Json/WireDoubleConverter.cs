using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>Reads doubles that are in range, and writes 15 digits where those read back as the same, else 17, as Google's serializer does.</summary>
internal sealed class WireDoubleConverter : JsonConverter<double>
{
    private const int LongestText = 32;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetDouble(out double number) && double.IsFinite(number) => number,
        JsonTokenType.String when reader.ValueTextEquals("NaN"u8) => double.NaN,
        JsonTokenType.String when reader.ValueTextEquals("Infinity"u8) => double.PositiveInfinity,
        JsonTokenType.String when reader.ValueTextEquals("-Infinity"u8) => double.NegativeInfinity,
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
            return;
        }

        Span<byte> text = stackalloc byte[LongestText];
        value.TryFormat(text, out int length, "g15", CultureInfo.InvariantCulture);
        if (double.Parse(text[..length], CultureInfo.InvariantCulture) != value)
        {
            value.TryFormat(text, out length, "g17", CultureInfo.InvariantCulture);
        }

        // No double of the wire is in a list, where a raw value would miss its line.
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
