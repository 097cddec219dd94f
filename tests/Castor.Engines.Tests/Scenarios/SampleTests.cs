using Castor.Engines.Scenarios;
using Castor.Engines.Scenarios.Answers;
using Castor.Engines.Scenarios.Faults;

namespace Castor.Engines.Tests.Scenarios;

public sealed class SampleTests
{
    [Fact]
    public void Samples_HaveNoMistakeAndNoWarning()
    {
        ScenarioLoad load = ScenarioLoader.LoadFolder(SampleFolder());

        Assert.Empty(load.Findings);
        Assert.True(load.Set.Count > 20);
    }

    [Fact]
    public void Documentation_ShowsSoundFilesAndNamesEveryError()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "scenarios.md"));
        string[] snippets = [.. page.Split("```yaml\n").Skip(1).Select(s => s[..s.IndexOf("```", StringComparison.Ordinal)])];

        Assert.True(snippets.Length >= 2);
        Assert.All(snippets, snippet => Assert.Empty(ScenarioRig.Load(snippet).Findings));
        Assert.All(GoogleErrors.All, error => Assert.Contains($"`{error.Name}`", page, StringComparison.Ordinal));
        Assert.All(TemplateVariable.Names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static string SampleFolder() => Path.Combine(Root(), "samples", "scenarios");

    private static string Root()
    {
        string? at = AppContext.BaseDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "Castor.slnx")))
        {
            at = Path.GetDirectoryName(at);
        }

        return at!;
    }
}
