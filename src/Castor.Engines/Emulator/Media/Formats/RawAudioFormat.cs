using System.Globalization;

namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>Headerless samples: the type itself tells the rate.</summary>
internal static class RawAudioFormat
{
    private const int DefaultRate = 24_000;
    private const int TelephoneRate = 8_000;
    private const int MaxRate = 768_000;

    public static MediaFacts? Read(ReadOnlySpan<byte> data, string mimeType)
    {
        int end = mimeType.IndexOf(';', StringComparison.Ordinal);
        ReadOnlySpan<char> type = mimeType.AsSpan(0, end < 0 ? mimeType.Length : end).Trim();
        bool isPcm = type.Equals("audio/l16", StringComparison.OrdinalIgnoreCase) || type.Equals("audio/pcm", StringComparison.OrdinalIgnoreCase);
        bool isTelephone = type.Equals("audio/alaw", StringComparison.OrdinalIgnoreCase) || type.Equals("audio/mulaw", StringComparison.OrdinalIgnoreCase);
        if (!isPcm && !isTelephone)
        {
            return null;
        }

        int rate = Parameter(mimeType, "rate=", isPcm ? DefaultRate : TelephoneRate, MaxRate);
        int channels = Parameter(mimeType, "channels=", 1, 8);
        double bytesPerSecond = (isPcm ? 2.0 : 1.0) * rate * channels;
        return new MediaFacts { Kind = MediaKind.Audio, Format = isPcm ? "PCM" : "G.711", Seconds = data.Length / bytesPerSecond };
    }

    private static int Parameter(string mimeType, string name, int absent, int max)
    {
        int at = mimeType.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return absent;
        }

        ReadOnlySpan<char> value = mimeType.AsSpan(at + name.Length);
        int end = value.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? value : value[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? Math.Min(number, max)
            : absent;
    }
}
