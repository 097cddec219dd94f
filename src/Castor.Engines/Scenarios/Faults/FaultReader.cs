using Castor.Engines.Scenarios.Yaml;

namespace Castor.Engines.Scenarios.Faults;

/// <summary>Reads faults: those of a scenario, and those that stand inside an answer.</summary>
internal sealed class FaultReader(ScenarioFindings findings)
{
    private readonly ErrorReader _errors = new(findings);

    /// <summary>Reads <c>faults</c>: one mapping or a list of them.</summary>
    public IReadOnlyList<Fault> ReadAll(YamlValue? value)
    {
        var faults = new List<Fault>();
        foreach (YamlValue item in value is null ? [] : YamlRead.Many(value))
        {
            if (YamlRead.Map(item, "a fault", findings) is not { } map)
            {
                continue;
            }

            int mistakes = findings.Mistakes;
            var fields = new YamlFields(map, "a fault", findings);
            Fault fault = (ReadEffect(fields) ?? new Fault()) with { Quota = ReadQuota(fields.Take("quota")) };
            fault = ReadSchedule(fields, fault);
            fields.Close();
            bool sound = findings.Mistakes == mistakes;
            if (sound && fault.Quota is null && !FaultPlan.None.With(fault).Strikes)
            {
                findings.Mistake(item.Place, "a fault that does nothing; expected one of error, quota, latency, cutAfter, errorAfter, malformedAfter, hang, hangAfter, emptyCandidate, noFinishReason");
            }

            faults.Add(fault);
        }

        return faults;
    }

    /// <summary>Takes the keys that say what goes wrong; null where there are none.</summary>
    public Fault? ReadEffect(YamlFields fields)
    {
        YamlValue? hang = fields.Take("hang");
        bool hangs = hang is not null && (YamlRead.Flag(hang, "hang", findings) ?? false);
        var fault = new Fault
        {
            Error = fields.Take("error") is { } error ? _errors.Read(error) : null,
            ErrorAfter = fields.Number("errorAfter", 1),
            Latency = fields.Take("latency") is { } latency ? ReadLatency(latency) : null,
            CutAfter = fields.Number("cutAfter", 0),
            MalformedAfter = fields.Number("malformedAfter", 0),
            HangAfter = fields.Number("hangAfter", 1) ?? (hangs ? 0 : null),
            EmptyCandidate = fields.Flag("emptyCandidate") ?? false,
            NoFinishReason = fields.Flag("noFinishReason") ?? false,
        };
        if (fault is { ErrorAfter: not null, Error: null })
        {
            fault = fault with { Error = new ScriptedError { Usual = GoogleErrors.Find("internal")! } };
        }

        return fault == new Fault() ? null : fault;
    }

    private Fault ReadSchedule(YamlFields fields, Fault fault)
    {
        fault = fault with
        {
            Times = fields.Number("times", 1),
            Skip = fields.Number("skip", 0) ?? 0,
            Every = fields.Number("every", 1) ?? 1,
        };
        YamlValue? probability = fields.Take("probability");
        int? seed = fields.Number("seed", 0);
        if (probability is null)
        {
            if (seed is not null)
            {
                findings.Mistake(fields.Place, "seed belongs to probability");
            }

            return fault;
        }

        if (probability is not YamlScalar { AsNumber: > 0 and <= 1 } number)
        {
            YamlRead.Refuse<YamlScalar>(probability, "probability", "a number above 0 and up to 1", findings);
            return fault;
        }

        if (seed is null)
        {
            findings.Mistake(probability.Place, "probability needs a seed, so that every run goes the same way");
        }

        return fault with { Probability = number.AsNumber, Seed = seed ?? 0 };
    }

    private QuotaRule? ReadQuota(YamlValue? value)
    {
        if (value is null || YamlRead.Map(value, "quota", findings) is not { } map)
        {
            return null;
        }

        var fields = new YamlFields(map, "quota", findings);
        int? limit = fields.Number("limit", 0);
        string? per = fields.Take("per") is { } window ? YamlRead.Choice(window, "per", ["minute", "day"], findings) : "minute";
        fields.Close();
        if (limit is null && map.Find("limit") is null)
        {
            findings.Mistake(map.Place, "quota needs a limit");
        }

        return limit is null ? null : new QuotaRule(limit.Value, per == "day");
    }

    private Latency? ReadLatency(YamlValue value)
    {
        if (value is YamlScalar)
        {
            return YamlRead.Duration(value, "latency", findings) is { } first ? new Latency(first, TimeSpan.Zero, TimeSpan.Zero) : null;
        }

        if (YamlRead.Map(value, "latency", findings) is not { } map)
        {
            return null;
        }

        var fields = new YamlFields(map, "latency", findings);
        var latency = new Latency(
            fields.Duration("first") ?? TimeSpan.Zero, fields.Duration("perChunk") ?? TimeSpan.Zero, fields.Duration("perToken") ?? TimeSpan.Zero);
        fields.Close();
        return latency;
    }
}
