using Castor.Engines.Scenarios.Answers;
using Castor.Engines.Scenarios.Faults;
using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios;

/// <summary>A scenario in a few words.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file, relative to the folder.</param>
/// <param name="Line">The line that it begins on.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Match">The calls that it takes.</param>
/// <param name="Answer">What it answers.</param>
public sealed record ScenarioSummary(string Name, string File, int Line, int Priority, string Match, string Answer)
{
    internal static ScenarioSummary Of(Scenario scenario) => new(
        scenario.Name, scenario.File, scenario.Place.Line, scenario.Priority, DescribeMatch(scenario), DescribeAnswer(scenario));

    private static string DescribeMatch(Scenario scenario)
    {
        if (scenario.Conditions is null)
        {
            return "by name only";
        }

        var words = new List<string>();
        if (scenario.Methods != CallMethods.Generation)
        {
            words.Add(scenario.Methods.ToString());
        }

        words.AddRange(scenario.Conditions.Select(c => c.Canonical.ReplaceLineEndings(" ")));
        return words.Count == 0 ? "every call" : string.Join(", ", words);
    }

    private static string DescribeAnswer(Scenario scenario)
    {
        string answers = string.Join(", then ", scenario.Answers.Select(a => Kind(a) + (a.Times > 1 ? $" x{a.Times}" : "")));
        return scenario.Faults.Count == 0 ? answers : $"{answers}; {scenario.Faults.Count} fault{(scenario.Faults.Count > 1 ? "s" : "")}";
    }

    private static string Kind(Answer answer)
    {
        if (answer.Fault is { IsFailure: true } fault)
        {
            return fault.Error is { } error ? $"error {error.Usual.Name}" : "hang";
        }

        string kind = answer switch
        {
            _ when answer.Fault is { EmptyCandidate: true } => "empty candidate",
            ScriptedAnswer { Candidates.Count: 0 } => "blocked prompt",
            ScriptedAnswer => "scripted",
            RawAnswer => "raw",
            EmbeddingAnswer => "embedding",
            TokenCountAnswer => "token count",
            PassthroughAnswer { Patch: not null } => "patched",
            _ => "passthrough",
        };
        return answer.Fault is { } flaw ? $"{kind}{DescribeFlaws(flaw)}" : kind;
    }

    private static string DescribeFlaws(Fault flaw) => string.Concat(
        flaw.Latency is null ? "" : ", late",
        flaw.CutAfter is null ? "" : $", cut after {flaw.CutAfter}",
        flaw.ErrorAfter is null ? "" : $", error {flaw.Error?.Usual.Name} after {flaw.ErrorAfter}",
        flaw.MalformedAfter is null ? "" : $", malformed after {flaw.MalformedAfter}",
        flaw.HangAfter is null ? "" : $", hangs after {flaw.HangAfter}",
        flaw.NoFinishReason ? ", no finish reason" : "");
}
