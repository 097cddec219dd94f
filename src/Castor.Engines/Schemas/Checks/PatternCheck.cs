namespace Castor.Engines.Schemas;

/// <summary>Finds what is wrong with the regular expressions of schemas.</summary>
public static class PatternCheck
{
    /// <summary>Why a pattern is no regular expression of ECMA-262; null where it is one.</summary>
    public static string? Mistake(string pattern)
    {
        try
        {
            SchemaPattern.Parse(pattern);
            return null;
        }
        catch (PatternSyntaxException e)
        {
            return "is not a regular expression: " + e.Message;
        }
    }

    internal static void Check(string pattern, string path, SchemaFindings findings)
    {
        if (Mistake(pattern) is { } mistake)
        {
            findings.Add(path, mistake);
        }
        else if (!SchemaPattern.Parse(pattern).IsAimable)
        {
            findings.Add(path, "lookaround and back references are not supported", SchemaFindingKind.Unsupported);
        }
    }
}
