using System.Globalization;
using System.Text.Json;

namespace Castor.Protocol.Json;

/// <summary>Writes the value of an open enumeration.</summary>
internal static class OpenEnumText
{
    /// <summary>Writes a name, or the number that stands for a name this build does not know; no name starts with a digit or a sign.</summary>
    public static void Write(Utf8JsonWriter writer, string value)
    {
        if (value is ['-' or (>= '0' and <= '9'), ..] && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }
}
