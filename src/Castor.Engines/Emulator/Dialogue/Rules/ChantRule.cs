namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>The system instruction of the SDKs' own examples: <c>I say high, you say low</c>.</summary>
internal static class ChantRule
{
    private static readonly SoughtWords s_call = new("I say ");
    private static readonly SoughtWords s_response = new("you say ");

    /// <summary>The reply that the instruction dictates to just this prompt.</summary>
    public static string? Find(ReadOnlySpan<char> instruction, ReadOnlySpan<char> prompt)
    {
        int call = s_call.IndexIn(instruction);
        int response = call < 0 ? -1 : s_response.IndexIn(instruction[call..]);
        if (response < 0)
        {
            return null;
        }

        ReadOnlySpan<char> said = instruction[(call + s_call.Length)..(call + response)].Trim(" ,.;:\"'“”");
        ReadOnlySpan<char> reply = instruction[(call + response + s_response.Length)..];
        int end = reply.IndexOfAny(".,;\n");
        reply = (end < 0 ? reply : reply[..end]).Trim(" \"'“”");
        return reply.Length > 0 && prompt.Trim(" .!\"'").Equals(said, StringComparison.OrdinalIgnoreCase) ? reply.ToString() : null;
    }
}
