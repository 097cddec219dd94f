namespace Castor.Cli.Models;

/// <summary>Text that a file or a server chose, made fit for a terminal.</summary>
internal static class SafeText
{
    /// <summary>One line without control characters, which could write anything anywhere on the screen.</summary>
    public static string OneLine(string text) => string.Concat(text.ReplaceLineEndings(" ").Where(c => !char.IsControl(c)));
}
