using System.Globalization;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>`google.protobuf.Timestamp`: a moment to the nanosecond, RFC 3339 on the wire.</summary>
/// <param name="Seconds">Seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Nanos">Nanoseconds after that, 0 or more.</param>
[JsonConverter(typeof(ProtoTimestampConverter))]
public readonly record struct ProtoTimestamp(long Seconds, int Nanos)
{
    private const string SecondsFormat = "yyyy-MM-dd'T'HH:mm:ss";
    private const int SecondsLength = 19;
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;

    /// <summary>Reads the JSON form: a date and time with `Z` or an offset.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ProtoTimestamp timestamp)
    {
        timestamp = default;
        if (text.Length <= SecondsLength
            || !DateTime.TryParseExact(
                text[..SecondsLength], SecondsFormat, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime moment))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[SecondsLength..];
        int nanos = 0;
        if (rest[0] == '.')
        {
            int end = rest[1..].IndexOfAnyExceptInRange('0', '9') + 1;
            if (end <= 1 || !ProtoFraction.TryParse(rest[1..end], out nanos))
            {
                return false;
            }

            rest = rest[end..];
        }

        if (!TryParseOffset(rest, out TimeSpan offset))
        {
            return false;
        }

        long seconds = ((moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond) - (long)offset.TotalSeconds;
        timestamp = new ProtoTimestamp(seconds, nanos);
        return IsInRange(seconds);
    }

    /// <summary>The timestamp of a moment.</summary>
    public static ProtoTimestamp FromDateTimeOffset(DateTimeOffset moment)
    {
        long ticks = moment.UtcTicks - DateTime.UnixEpoch.Ticks;
        long seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out long rest);
        return rest < 0
            ? new ProtoTimestamp(seconds - 1, (int)(rest + TimeSpan.TicksPerSecond) * 100)
            : new ProtoTimestamp(seconds, (int)rest * 100);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        DateTime.UnixEpoch.AddSeconds(Seconds).ToString(SecondsFormat, CultureInfo.InvariantCulture) + ProtoFraction.Format(Nanos) + "Z";

    /// <summary>Whether the seconds are within the years 1 to 9999.</summary>
    internal static bool IsInRange(long seconds) => seconds is >= MinSeconds and <= MaxSeconds;

    private static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-')
            || !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out offset))
        {
            return false;
        }

        offset = text[0] == '-' ? -offset : offset;
        return true;
    }
}
