using Castor.Engines.Scenarios;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Cli.Scenarios;

/// <summary>Tells whoever runs the server what came of a changed scenario folder.</summary>
internal static class ScenarioReports
{
    /// <summary>Writes a line for each mistake and warning, now and after each change; does nothing without scenarios.</summary>
    public static void Attach(IServiceProvider services, TextWriter output)
    {
        if (services.GetService<ScenarioFolder>() is not { } folder)
        {
            return;
        }

        WriteFindings(folder, output);
        folder.Reloaded += changed =>
        {
            WriteFindings(changed, output);
            output.WriteLine(changed.LastLoad.HasMistakes
                ? $"castor: the scenarios have mistakes; the {changed.Set.Count} that were read before stay in force."
                : $"castor: {changed.Set.Count} scenarios are in force.");
        };
    }

    private static void WriteFindings(ScenarioFolder folder, TextWriter output)
    {
        foreach (ScenarioMistake finding in folder.LastLoad.Findings)
        {
            output.WriteLine(finding with { File = Path.Join(folder.Path, finding.File) });
        }
    }
}
