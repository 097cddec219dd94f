using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local;

/// <summary>
/// The skills of castor-spark's card, on strings that its training never saw: each has its share of right answers. The cases are written by
/// tools/spark/evaluate.py.
/// </summary>
public sealed class SparkSkillsTests(SparkSkillsTests.Fixture fixture) : IClassFixture<SparkSkillsTests.Fixture>
{
    public static TheoryData<string> Skills => [.. SkillCases.Read().Keys];

    [Theory]
    [MemberData(nameof(Skills))]
    public async Task Skill_HeldOutCases_AreAnsweredRight(string skill)
    {
        SkillCases cases = SkillCases.Read()[skill];

        GenerateContentResponse[] answers = await Task.WhenAll(cases.Cases.Select(c => fixture.Spark.AnswerAsync(c.Request)));

        List<string> wrong = [.. cases.Cases.Zip(answers).Where(pair => !pair.First.Accepts(pair.Second.Candidates![0])).Select(pair => $"{pair.First.Expected} / {Shown(pair.Second)}")];
        int right = cases.Cases.Count - wrong.Count;
        Assert.True(right >= cases.Threshold * cases.Cases.Count, $"{right} of {cases.Cases.Count} right, {cases.Threshold:P0} wanted; wrong:\n{string.Join('\n', wrong)}");
    }

    private static string Shown(GenerateContentResponse answer) => JsonSerializer.Serialize(
        (answer.Candidates![0].Content?.Parts ?? []).Select(p => p.Text ?? $"{p.FunctionCall?.Name}({p.FunctionCall?.Args})"));

    /// <summary>The engine with room for the longest case.</summary>
    public sealed class Fixture : IDisposable
    {
        public SparkFixture Spark { get; } = new(contextLength: 4096);

        public void Dispose() => Spark.Dispose();
    }
}
