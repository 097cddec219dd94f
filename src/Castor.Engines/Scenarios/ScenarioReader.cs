using Castor.Engines.Scenarios.Answers;
using Castor.Engines.Scenarios.Faults;
using Castor.Engines.Scenarios.Matching;
using Castor.Engines.Scenarios.Yaml;

namespace Castor.Engines.Scenarios;

/// <summary>Reads the scenarios of one file.</summary>
internal sealed class ScenarioReader(ScenarioFindings findings, MediaFile media)
{
    private readonly MatchReader _matches = new(findings);
    private readonly AnswerReader _answers = new(findings, media);
    private readonly FaultReader _faults = new(findings);
    private readonly List<Scenario> _scenarios = [];

    /// <summary>Reads the documents of a file: each a list of scenarios, <c>scenarios:</c> with that list, or one scenario.</summary>
    public IReadOnlyList<Scenario> Read(IReadOnlyList<YamlValue> documents)
    {
        foreach (YamlValue document in documents)
        {
            switch (document)
            {
                case YamlScalar { IsNull: true }:
                    break;
                case YamlMap map when map.Find("scenarios") is { } list:
                    var fields = new YamlFields(map, "a file with 'scenarios'", findings);
                    fields.Take("scenarios");
                    fields.Close();
                    ReadList(list);
                    break;
                case YamlMap map:
                    ReadScenario(map);
                    break;
                default:
                    ReadList(document);
                    break;
            }
        }

        return _scenarios;
    }

    private void ReadList(YamlValue value)
    {
        if (value is YamlScalar { IsNull: true })
        {
            return;
        }

        foreach (YamlValue item in YamlRead.List(value, "a scenario file", findings)?.Items ?? [])
        {
            if (YamlRead.Map(item, "a scenario", findings) is { } map)
            {
                ReadScenario(map);
            }
        }
    }

    private void ReadScenario(YamlMap map)
    {
        var fields = new YamlFields(map, "a scenario", findings);
        string? name = ReadName(fields);
        int priority = ReadPriority(fields.Take("priority"));
        fields.Text("description");
        YamlValue? matchValue = fields.Take("match");
        ScenarioMatch match = _matches.Read(matchValue);
        IReadOnlyList<Answer> answers = ReadAnswers(fields);
        RepeatMode repeat = ReadRepeat(fields, answers);
        CountingKey per = ReadPer(fields.Take("per"));
        IReadOnlyList<Fault> faults = _faults.ReadAll(fields.Take("faults"));
        bool sound = fields.Close();
        if (sound && map.Find("answer") is null && map.Find("answers") is null && faults.Count == 0)
        {
            findings.Mistake(map.Place, "a scenario needs an answer, answers or faults");
        }

        _scenarios.Add(new Scenario
        {
            Name = name ?? $"{findings.File}#{_scenarios.Count + 1}",
            IsNamed = name is not null,
            File = findings.File,
            Place = map.Place,
            Priority = priority,
            Methods = MethodsOf(match, answers, (matchValue as YamlMap)?.Find("method")?.Place ?? map.Place),
            Conditions = match.Conditions,
            Answers = answers,
            Repeat = repeat,
            Faults = faults,
            Per = per,
        });
    }

    private string? ReadName(YamlFields fields)
    {
        string? name = fields.Text("name");
        if (name is "none" || name is { } given && (given.Length == 0 || given.Any(c => c is < '!' or > '~' or ',')))
        {
            findings.Mistake(fields.Map.Find("name")!.Place, "a name is of printable ASCII without spaces or commas, since a header carries it, and not 'none'");
        }

        return name;
    }

    private int ReadPriority(YamlValue? value)
    {
        if (value is null)
        {
            return 0;
        }

        if (value is YamlScalar { AsInteger: { } number and >= -1_000_000 and <= 1_000_000 })
        {
            return (int)number;
        }

        YamlRead.Refuse<YamlScalar>(value, "priority", "a whole number; greater ones come first", findings);
        return 0;
    }

    private Answer[] ReadAnswers(YamlFields fields)
    {
        YamlValue? one = fields.Take("answer");
        YamlValue? many = fields.Take("answers");
        if (one is not null && many is not null)
        {
            findings.Mistake(many.Place, "give answer or answers, one of the two");
        }

        if (many is not null)
        {
            IReadOnlyList<YamlValue> items = YamlRead.List(many, "answers", findings)?.Items ?? [];
            if (many is YamlList && items.Count == 0)
            {
                findings.Mistake(many.Place, "answers is an empty list");
            }

            return items.Count == 0 ? [new PassthroughAnswer()] : [.. items.Select(_answers.Read)];
        }

        return [one is null ? new PassthroughAnswer() : _answers.Read(one)];
    }

    private RepeatMode ReadRepeat(YamlFields fields, IReadOnlyList<Answer> answers)
    {
        YamlValue? value = fields.Take("repeat");
        if (value is null)
        {
            return RepeatMode.Last;
        }

        if (answers is [{ Times: 1 }] && fields.Map.Find("answers") is null && (value as YamlScalar)?.Text is "last" or "cycle")
        {
            findings.Warning(value.Place, "repeat has no meaning for a single answer");
        }

        return YamlRead.Choice(value, "repeat", ["last", "cycle", "error", "skip"], findings) switch
        {
            "cycle" => RepeatMode.Cycle,
            "error" => RepeatMode.Error,
            "skip" => RepeatMode.Skip,
            _ => RepeatMode.Last,
        };
    }

    private CountingKey ReadPer(YamlValue? value)
    {
        string? text = value is null ? null : YamlRead.Text(value, "per", findings);
        switch (text)
        {
            case null or "scenario":
                return CountingKey.Scenario;
            case "conversation":
                return CountingKey.ByConversation;
            case not null when text.StartsWith("header ", StringComparison.Ordinal) && text.Length > 7:
                return new CountingKey(text[7..].Trim(), false);
            default:
                findings.Mistake(value!.Place, $"per cannot be '{text}'; expected scenario, conversation or header NAME");
                return CountingKey.Scenario;
        }
    }

    private CallMethods MethodsOf(ScenarioMatch match, IReadOnlyList<Answer> answers, YamlPlace place)
    {
        CallMethods fits = answers.Aggregate(CallMethods.All, (all, a) => all & a.Fits);
        if (fits == CallMethods.None)
        {
            findings.Mistake(place, "no method can be given all of these answers: texts are for generateContent, embedding for embedContent, totalTokens for countTokens");
        }

        if (match.Methods is not { } wanted)
        {
            CallMethods usual = answers.Aggregate(CallMethods.All, (all, a) => all & a.UsualMethods);
            return usual == CallMethods.None ? fits : usual;
        }

        // '*' is what can be answered; a method named outright has to be.
        if (wanted != CallMethods.All && (wanted & ~fits) != 0)
        {
            findings.Mistake(place, "the answer is not for this method: texts are for generateContent, embedding for embedContent, totalTokens for countTokens");
        }

        return wanted & fits;
    }
}
