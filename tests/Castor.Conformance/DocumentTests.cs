using Castor.Conformance.Running;
using Castor.Server;
using Microsoft.AspNetCore.Builder;

namespace Castor.Conformance;

/// <summary>Runs the code that the documents show.</summary>
public sealed class DocumentTests(ConformanceHost host)
{
    private const string DocumentedAddress = "http://127.0.0.1:8420";
    private const string ScenarioHeader = "x-castor-scenario";

    private static readonly string[] s_documents = ["README.md", "docs/tour.md", "docs/openai.md", "docs/vertex.md", "docs/migration.md"];
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    public static TheoryData<string, int> Curl => Snippets("bash", "curl ");

    public static TheoryData<string, int> JavaScript => Snippets("js", "");

    public static TheoryData<string, int> CSharp => Snippets("csharp", "");

    [Theory]
    [MemberData(nameof(Curl))]
    public async Task Curl_Snippet_IsAnswered(string document, int index)
    {
        using var folder = new ScratchFolder();
        string script = await SaveAsync(folder, "snippet.sh", document, "bash", index);

        ProcessResult result = await ShellScript.RunAsync(script, folder.Path, host.Environment, standIn: false);

        Assert.True(result.ExitCode == 0, result.ToString());
        string shown = await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken);
        bool mistakeShown = shown.Contains("\"txt\"", StringComparison.Ordinal);
        Assert.Contains(mistakeShown ? "Unknown name \\\"txt\\\"" : "\"candidates\": [", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tour_Scenario_IsPlayed()
    {
        using var folder = new ScratchFolder();
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        string scenarios = DocumentSnippets.Read("docs/tour.md", "yaml").Single();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "demo.yaml"), scenarios, cancellationToken);
        var options = new CastorOptions { Port = 0, DataFolder = folder.Path, ScenariosFolder = folder.Path };
        await using WebApplication server = CastorServer.Build(options);
        await server.StartAsync(cancellationToken);
        string curl = DocumentSnippets.Read("docs/tour.md", "bash").Single(snippet => snippet.Contains(ScenarioHeader, StringComparison.Ordinal))
            .Replace(DocumentedAddress, server.Urls.Single(), StringComparison.Ordinal);
        string greeting = curl.Replace(ScenarioHeader, "x-other", StringComparison.Ordinal)
            .Replace("Hello", "A very good morning to you!", StringComparison.Ordinal);
        string script = Path.Combine(folder.Path, "snippet.sh");

        await File.WriteAllTextAsync(script, curl, cancellationToken);
        ProcessResult refused = await ShellScript.RunAsync(script, folder.Path, host.Environment, standIn: false);
        await File.WriteAllTextAsync(script, greeting, cancellationToken);
        ProcessResult greeted = await ShellScript.RunAsync(script, folder.Path, host.Environment, standIn: false);

        Assert.Contains("RESOURCE_EXHAUSTED", refused.Output, StringComparison.Ordinal);
        Assert.Contains("Good morning, Castor here.", greeted.Output, StringComparison.Ordinal);
        await server.StopAsync(cancellationToken);
    }

    [Theory]
    [MemberData(nameof(JavaScript))]
    public async Task JavaScript_Snippet_PrintsSomething(string document, int index)
    {
        using var folder = new ScratchFolder();
        string program = await SaveAsync(folder, "snippet.mjs", document, "js", index);

        ProcessResult result = await NodeProgram.RunAsync(program, folder, host.Environment);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.NotEmpty(result.Output.Trim());
    }

    [Theory]
    [MemberData(nameof(CSharp))]
    public async Task CSharp_Snippet_PrintsSomething(string document, int index)
    {
        using var folder = new ScratchFolder();
        string program = await SaveAsync(folder, "snippet.cs", document, "csharp", index);

        ProcessResult result = await ExternalProgram.RunAsync("dotnet", ["run", program], folder.Path, host.Environment, s_limit);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.NotEmpty(result.Output.Trim());
    }

    private static TheoryData<string, int> Snippets(string language, string start)
    {
        var data = new TheoryData<string, int>();
        foreach (string document in s_documents)
        {
            IReadOnlyList<string> snippets = DocumentSnippets.Read(document, language);
            for (int i = 0; i < snippets.Count; i++)
            {
                if (snippets[i].StartsWith(start, StringComparison.Ordinal) && !snippets[i].Contains(ScenarioHeader, StringComparison.Ordinal))
                {
                    data.Add(document, i);
                }
            }
        }

        return data;
    }

    private async Task<string> SaveAsync(ScratchFolder folder, string name, string document, string language, int index)
    {
        string file = Path.Combine(folder.Path, name);
        string code = DocumentSnippets.Read(document, language)[index].Replace(DocumentedAddress, host.BaseUrl, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, code, TestContext.Current.CancellationToken);
        return file;
    }
}
