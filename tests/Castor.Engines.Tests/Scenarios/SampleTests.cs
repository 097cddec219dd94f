using Castor.Engines.Scenarios;

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

    private static string SampleFolder()
    {
        string? at = AppContext.BaseDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "Castor.slnx")))
        {
            at = Path.GetDirectoryName(at);
        }

        return Path.Combine(at!, "samples", "scenarios");
    }
}
