using Castor.Storage.Secrets;

namespace Castor.Storage.Keys;

/// <summary>The form of an API key.</summary>
public static class ApiKeyFormat
{
    /// <summary>What every key starts with.</summary>
    public const string Prefix = "castor-";

    private static readonly SecretFormat s_format = new(Prefix);

    /// <summary>The length of every key.</summary>
    public static int Length => s_format.Length;

    /// <summary>A new key of 190 random bits.</summary>
    public static string Create() => s_format.Create();

    /// <summary>Whether a text could be a key of any Castor.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => s_format.IsWellFormed(text);
}
