namespace Castor.Protocol.Json.FrontEnd;

/// <summary>Why a text is no duration or timestamp, in the front end's words.</summary>
internal static class TimeRefusals
{
    /// <summary>The reason; null for a text in order.</summary>
    public static string? Reason(FieldKind kind, string text) => kind == FieldKind.Duration ? OfDuration(text) : OfTimestamp(text);

    private static string? OfDuration(string text)
    {
        if (ProtoDuration.TryParse(text, out _))
        {
            return null;
        }

        if (!text.EndsWith('s'))
        {
            return "Illegal duration format; duration must end with 's'";
        }

        ReadOnlySpan<char> number = text.AsSpan(text.StartsWith('-') ? 1 : 0)[..^1];
        int point = number.IndexOf('.');
        ReadOnlySpan<char> seconds = point < 0 ? number : number[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : number[(point + 1)..];
        if (seconds.IsEmpty || seconds.ContainsAnyExceptInRange('0', '9'))
        {
            return "Invalid duration format, failed to parse seconds";
        }

        return fraction.ContainsAnyExceptInRange('0', '9')
            ? "Invalid duration format, failed to parse nano seconds"
            : "Duration value exceeds limits";
    }

    private static string? OfTimestamp(string text)
    {
        if (ProtoTimestamp.TryParse(text, out _))
        {
            return null;
        }

        int sign = text.LastIndexOfAny(['+', '-']);
        bool hasZone = text.EndsWith('Z') || (sign >= 0 && IsOffset(text.AsSpan(sign + 1)));
        return hasZone
            ? "Invalid time format: Failed to parse input"
            : "Illegal timestamp format; timestamps must end with 'Z' or have a valid timezone offset.";
    }

    private static bool IsOffset(ReadOnlySpan<char> text) =>
        TimeOnly.TryParseExact(text, "HH:mm", out _);
}
