namespace Castor.Conformance.Running;

/// <summary>Runs shell scripts that call curl; without curl, or when asked to, a stand-in of ours sends the same requests.</summary>
internal static class ShellScript
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);
    private static readonly string s_standIns = Path.Combine(RepositoryFolders.Root, "tests", "Castor.Conformance", "stand-ins");

    public static Task<ProcessResult> RunAsync(string script, string folder, Dictionary<string, string> environment, bool standIn)
    {
        List<string> path = [Path.Combine(s_standIns, "gcloud")];
        if (standIn || !ExternalProgram.IsInstalled("curl"))
        {
            path.Add(Path.Combine(s_standIns, "curl"));
        }

        environment["PATH"] = string.Join(Path.PathSeparator, path.Append(Environment.GetEnvironmentVariable("PATH")));
        return ExternalProgram.RunAsync("bash", ["-euo", "pipefail", script], folder, environment, s_limit);
    }
}
