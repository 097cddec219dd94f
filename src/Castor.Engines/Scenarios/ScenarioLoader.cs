using Castor.Engines.Scenarios.Answers;
using Castor.Engines.Scenarios.Yaml;

namespace Castor.Engines.Scenarios;

/// <summary>Reads scenario files.</summary>
public static class ScenarioLoader
{
    /// <summary>Reads all files of a folder.</summary>
    public static ScenarioLoad LoadFolder(string folder)
    {
        var loader = new Reading(folder);
        IReadOnlyList<string> paths = ScenarioFiles.Find(folder, out string? problem);
        if (problem is not null)
        {
            loader.Tell(new ScenarioMistake(".", 1, 1, problem));
        }

        foreach (string path in paths.Where(ScenarioFiles.IsScenarioFile))
        {
            loader.ReadFile(path, Path.GetRelativePath(folder, path).Replace('\\', '/'));
        }

        return loader.Finish();
    }

    /// <summary>Reads one file; media beside it are looked for in its own folder.</summary>
    public static ScenarioLoad LoadFile(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var loader = new Reading(folder);
        loader.ReadFile(path, Path.GetFileName(path));
        return loader.Finish();
    }

    private sealed class Reading(string folder)
    {
        private readonly MediaFile _media = new(folder);
        private readonly List<Scenario> _scenarios = [];
        private readonly List<ScenarioMistake> _findings = [];
        private int _files;

        public void Tell(ScenarioMistake mistake) => _findings.Add(mistake);

        public void ReadFile(string path, string name)
        {
            _files++;
            var findings = new ScenarioFindings(name);
            try
            {
                IReadOnlyList<YamlValue> documents = YamlFile.Read(File.ReadAllBytes(path), findings);
                _scenarios.AddRange(new ScenarioReader(findings, _media).Read(documents));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                findings.Mistake(new YamlPlace(1, 1), $"cannot be read: {exception.Message}");
            }

            _findings.AddRange(findings.All);
        }

        public ScenarioLoad Finish()
        {
            var set = new ScenarioSet(_scenarios);
            if (!_findings.Any(f => !f.IsWarning))
            {
                _findings.AddRange(ScenarioLint.Check(set));
            }

            return new ScenarioLoad(
                set, [.. _findings.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)], _files);
        }
    }
}
