using System.Globalization;

namespace Castor.Protocol.Json;

/// <summary>The fraction of a second in durations and timestamps: none, 3, 6 or 9 digits.</summary>
internal static class ProtoFraction
{
    private const int Digits = 9;

    public static bool TryParse(ReadOnlySpan<char> digits, out int nanos)
    {
        nanos = 0;
        if (digits.IsEmpty || digits.Length > Digits || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        nanos = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        for (int i = digits.Length; i < Digits; i++)
        {
            nanos *= 10;
        }

        return true;
    }

    public static string Format(int nanos) => nanos switch
    {
        0 => "",
        _ when nanos % 1_000_000 == 0 => string.Create(CultureInfo.InvariantCulture, $".{nanos / 1_000_000:D3}"),
        _ when nanos % 1_000 == 0 => string.Create(CultureInfo.InvariantCulture, $".{nanos / 1_000:D6}"),
        _ => string.Create(CultureInfo.InvariantCulture, $".{nanos:D9}"),
    };
}
