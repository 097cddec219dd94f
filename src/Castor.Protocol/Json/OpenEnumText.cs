using System.Globalization;
using System.Text.Json;

namespace Castor.Protocol.Json;

/// <summary>Writes the value of an open enumeration.</summary>
internal static class OpenEnumText
{
    /// <summary>Writes a name, or the number that stands for a name this build does not know.</summary>
    public static void Write(Utf8JsonWriter writer, string value)
    {
        if (IsNumber(value, out int number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    /// <inheritdoc cref="Write(Utf8JsonWriter, string)"/>
    public static void Write(ref JsonOutput output, string value)
    {
        if (IsNumber(value, out int number))
        {
            output.Number(number);
        }
        else
        {
            output.Text(value);
        }
    }

    // No name starts with a digit or a sign.
    private static bool IsNumber(string value, out int number)
    {
        number = 0;
        return value is ['-' or (>= '0' and <= '9'), ..] && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}
