using System.Text.Json;

namespace Castor.Engines.Tests.Local;

/// <summary>One skill of tests/fixtures/spark/skills.json.</summary>
/// <param name="Threshold">The least share of right answers.</param>
/// <param name="Cases">The cases.</param>
internal sealed record SkillCases(double Threshold, IReadOnlyList<SkillCase> Cases)
{
    private static readonly Lazy<IReadOnlyDictionary<string, SkillCases>> s_all = new(ReadFile);

    /// <summary>All skills by name.</summary>
    public static IReadOnlyDictionary<string, SkillCases> Read() => s_all.Value;

    private static Dictionary<string, SkillCases> ReadFile()
    {
        string path = Path.Combine(SparkFixture.Repository(), "tests", "fixtures", "spark", "skills.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("skills").EnumerateArray().ToDictionary(
            skill => skill.GetProperty("skill").GetString()!,
            skill => new SkillCases(
                skill.GetProperty("threshold").GetDouble(),
                [.. skill.GetProperty("cases").EnumerateArray().Select(c => SkillCase.Read(c.Clone()))]));
    }
}
