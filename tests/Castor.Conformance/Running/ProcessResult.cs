namespace Castor.Conformance.Running;

/// <summary>What a program left behind.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>The end of what the program wrote, for the text of a failed test.</summary>
    public override string ToString() => $"exit code {ExitCode}\n{Tail(Output)}\n{Tail(Error)}";

    private static string Tail(string text) => text.Length <= 4000 ? text : text[^4000..];
}
