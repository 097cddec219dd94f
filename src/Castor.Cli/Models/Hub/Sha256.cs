namespace Castor.Cli.Models.Hub;

/// <summary>Reads SHA-256 sums.</summary>
internal static class Sha256
{
    private const int Digits = 64;

    /// <summary>The sum in lower-case digits, without the quotes of an entity tag; null where the text is none.</summary>
    public static string? Parse(string? text)
    {
        ReadOnlySpan<char> sum = text.AsSpan().Trim();
        sum = (sum.StartsWith("W/", StringComparison.Ordinal) ? sum[2..] : sum).Trim('"');
        foreach (char c in sum)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return null;
            }
        }

        return sum.Length == Digits ? sum.ToString().ToLowerInvariant() : null;
    }
}
