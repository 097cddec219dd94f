using Castor.Engines.Scenarios.Yaml;

namespace Castor.Engines.Scenarios;

/// <summary>Collects what is wrong with one file while it is read, so that all of it is told at once.</summary>
/// <param name="file">The file, relative to the folder.</param>
internal sealed class ScenarioFindings(string file)
{
    private const int Most = 200;

    private readonly List<ScenarioMistake> _all = [];

    /// <summary>The file, relative to the folder.</summary>
    public string File { get; } = file;

    /// <summary>Mistakes and warnings in the order of their finding.</summary>
    public IReadOnlyList<ScenarioMistake> All => _all;

    /// <summary>How many mistakes there are, warnings not among them.</summary>
    public int Mistakes { get; private set; }

    public void Mistake(YamlPlace place, string message)
    {
        Mistakes++;
        Add(new ScenarioMistake(File, place.Line, place.Column, message));
    }

    public void Warning(YamlPlace place, string message) => Add(new ScenarioMistake(File, place.Line, place.Column, message, IsWarning: true));

    private void Add(ScenarioMistake mistake)
    {
        if (_all.Count < Most && !_all.Contains(mistake))
        {
            _all.Add(mistake);
        }
    }
}
