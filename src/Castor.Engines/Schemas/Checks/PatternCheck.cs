namespace Castor.Engines.Schemas;

/// <summary>The rules for regular expressions.</summary>
internal static class PatternCheck
{
    public static void Check(string pattern, string path, SchemaFindings findings)
    {
        try
        {
            if (!SchemaPattern.Parse(pattern).IsAimable)
            {
                findings.Add(path, "lookaround and back references are not supported", SchemaFindingKind.Unsupported);
            }
        }
        catch (PatternSyntaxException e)
        {
            findings.Add(path, "is not a regular expression: " + e.Message);
        }
    }
}
