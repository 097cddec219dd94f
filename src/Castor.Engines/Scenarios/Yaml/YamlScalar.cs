using System.Globalization;

namespace Castor.Engines.Scenarios.Yaml;

/// <summary>A scalar. Unquoted ones are null, booleans and numbers by the core schema of YAML 1.2.</summary>
/// <param name="place">Where it begins.</param>
/// <param name="text">Its text.</param>
/// <param name="plain">Whether it stands without quotes.</param>
internal sealed class YamlScalar(YamlPlace place, string text, bool plain) : YamlValue(place)
{
    public string Text { get; } = text;

    public bool Plain { get; } = plain;

    public override int Weight => 1;

    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";

    public bool? AsBoolean => !Plain
        ? null
        : Text switch
        {
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ => null,
        };

    public long? AsInteger
    {
        get
        {
            if (!Plain || Text.Length == 0)
            {
                return null;
            }

            ReadOnlySpan<char> digits = Text;
            if (digits.StartsWith("0x") && long.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex))
            {
                return hex;
            }

            return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
        }
    }

    public double? AsNumber
    {
        get
        {
            // double.TryParse takes names such as "Infinity" that YAML does not count among the numbers.
            if (!Plain || Text.AsSpan().ContainsAnyExcept("0123456789+-.eE"))
            {
                return null;
            }

            return double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
        }
    }

    public override string Kind =>
        IsNull ? "nothing"
        : AsBoolean is not null ? $"the boolean {Text}"
        : AsNumber is not null ? $"the number {Text}"
        : "text";
}
