using System.Text.Json;

namespace Castor.Conformance.Running;

/// <summary>A client script that ran once, and what it said of each case.</summary>
internal sealed class ScriptRun
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    private readonly ProcessResult _process;
    private readonly Dictionary<string, CaseResult> _cases;

    private ScriptRun(ProcessResult process)
    {
        _process = process;
        _cases = process.Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("{\"case\":", StringComparison.Ordinal))
            .Select(line => JsonSerializer.Deserialize<CaseResult>(line)!)
            .ToDictionary(result => result.Case);
    }

    /// <summary>The cases in the order in which they ran.</summary>
    public IEnumerable<string> Cases => _cases.Keys;

    public static async Task<ScriptRun> RunAsync(string script, IReadOnlyDictionary<string, string> environment)
    {
        string[] words = script.Split(' ');
        return new ScriptRun(await ExternalProgram.RunAsync("node", words, RepositoryFolders.Clients, environment, s_limit));
    }

    public void AssertPassed(string name)
    {
        if (!_cases.TryGetValue(name, out CaseResult? result))
        {
            Assert.Fail($"The script said nothing of {name}: {_process}");
        }

        Assert.True(result.Ok, result.Detail.ToString());
    }
}
