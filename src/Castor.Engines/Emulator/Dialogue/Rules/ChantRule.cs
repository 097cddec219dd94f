namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>The system instruction of the SDKs' own examples: <c>I say high, you say low</c>.</summary>
internal static class ChantRule
{
    /// <summary>The reply that the instruction dictates to just this prompt.</summary>
    public static string? Find(ReadOnlySpan<char> instruction, ReadOnlySpan<char> prompt)
    {
        const string Call = "I say ";
        const string Response = "you say ";
        int call = instruction.IndexOf(Call, StringComparison.OrdinalIgnoreCase);
        int response = call < 0 ? -1 : instruction[call..].IndexOf(Response, StringComparison.OrdinalIgnoreCase);
        if (response < 0)
        {
            return null;
        }

        ReadOnlySpan<char> said = instruction[(call + Call.Length)..(call + response)].Trim(" ,.;:\"'“”");
        ReadOnlySpan<char> reply = instruction[(call + response + Response.Length)..];
        int end = reply.IndexOfAny(".,;\n");
        reply = (end < 0 ? reply : reply[..end]).Trim(" \"'“”");
        return reply.Length > 0 && prompt.Trim(" .!\"'").Equals(said, StringComparison.OrdinalIgnoreCase) ? reply.ToString() : null;
    }
}
