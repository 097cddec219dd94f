using System.Globalization;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>`google.protobuf.Duration`: a span of time to the nanosecond, `3.5s` on the wire.</summary>
/// <param name="Seconds">Whole seconds.</param>
/// <param name="Nanos">Nanoseconds of the same sign, below one thousand million.</param>
[JsonConverter(typeof(ProtoDurationConverter))]
public readonly record struct ProtoDuration(long Seconds, int Nanos)
{
    private const long MaxSeconds = 315_576_000_000;

    /// <summary>Reads the JSON form, a decimal number of seconds followed by `s`.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ProtoDuration duration)
    {
        duration = default;
        if (text.Length < 2 || text[^1] != 's')
        {
            return false;
        }

        ReadOnlySpan<char> number = text[..^1];
        bool negative = number[0] == '-';
        ReadOnlySpan<char> digits = negative ? number[1..] : number;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : digits[(point + 1)..];
        int nanos = 0;
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || seconds > MaxSeconds
            || (!fraction.IsEmpty && !ProtoFraction.TryParse(fraction, out nanos)))
        {
            return false;
        }

        duration = negative ? new ProtoDuration(-seconds, -nanos) : new ProtoDuration(seconds, nanos);
        return true;
    }

    /// <summary>The same span, cut to 100 nanoseconds.</summary>
    public TimeSpan ToTimeSpan() => new(checked((Seconds * TimeSpan.TicksPerSecond) + (Nanos / 100)));

    /// <summary>The duration of a span.</summary>
    public static ProtoDuration FromTimeSpan(TimeSpan span) =>
        new(span.Ticks / TimeSpan.TicksPerSecond, (int)(span.Ticks % TimeSpan.TicksPerSecond) * 100);

    /// <inheritdoc/>
    public override string ToString()
    {
        string sign = Seconds < 0 || Nanos < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(Seconds)}{ProtoFraction.Format(Math.Abs(Nanos))}s");
    }
}
