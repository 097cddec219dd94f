using Castor.Engines.Scenarios.Yaml;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Reads what belongs to one candidate.</summary>
internal sealed class CandidateReader(ScenarioFindings findings, MediaFile media)
{
    private readonly PieceReader _pieces = new(findings, media);

    public static CandidatePlan OfText(TextTemplate text) => new() { Groups = [new PieceGroup([PieceReader.TextPart(text)], Split: true)] };

    public IReadOnlyList<CandidatePlan> ReadMany(YamlValue value)
    {
        var plans = new List<CandidatePlan>();
        foreach (YamlValue item in YamlRead.List(value, "candidates", findings)?.Items ?? [])
        {
            if (item is YamlScalar { IsNull: false } text)
            {
                plans.Add(OfText(TextTemplate.Parse(text.Text, text.Place, findings)));
            }
            else if (YamlRead.Map(item, "a candidate", findings) is { } map)
            {
                var fields = new YamlFields(map, "a candidate", findings);
                plans.Add(Read(fields) ?? new CandidatePlan { Groups = [] });
                fields.Close();
            }
        }

        if (value is YamlList { Items.Count: 0 })
        {
            findings.Mistake(value.Place, "candidates is an empty list");
        }

        return plans;
    }

    /// <summary>Takes a candidate's keys; null where there are none.</summary>
    public CandidatePlan? Read(YamlFields fields)
    {
        IReadOnlyList<PieceGroup> groups = _pieces.Read(fields);
        YamlValue? finishReason = fields.Take("finishReason");
        TextTemplate? finishMessage = ReadTemplate(fields, "finishMessage");
        Candidate extras = ReadExtras(fields);
        if (groups.Count == 0 && finishReason is null && finishMessage is null && extras == new Candidate())
        {
            return null;
        }

        string? name = finishReason is null ? null : YamlRead.Choice(finishReason, "finishReason", [.. FinishReason.Descriptor.Names], findings);
        return new CandidatePlan
        {
            Groups = groups,
            FinishReason = name is null ? FinishReason.Stop : FinishReason.FromName(name),
            FinishMessage = finishMessage,
            Extras = extras,
        };
    }

    public TextTemplate? ReadTemplate(YamlFields fields, string key)
    {
        YamlValue? value = fields.Take(key);
        return value is not null && YamlRead.Text(value, key, findings) is { } text ? TextTemplate.Parse(text, value.Place, findings) : null;
    }

    private Candidate ReadExtras(YamlFields fields)
    {
        YamlValue? averageLogprobs = fields.Take("avgLogprobs");
        if (averageLogprobs is not null and not YamlScalar { AsNumber: not null })
        {
            YamlRead.Refuse<YamlScalar>(averageLogprobs, "avgLogprobs", "a number", findings);
        }

        return new Candidate
        {
            SafetyRatings = fields.Take("safetyRatings") is { } ratings ? ReadList<SafetyRating>(ratings, "safetyRatings") : null,
            CitationMetadata = fields.Take("citations", "citationMetadata") is { } citations ? ReadCitations(citations) : null,
            GroundingMetadata = fields.Take("grounding", "groundingMetadata") is { } grounding
                ? WireNode.Read<GroundingMetadata>(grounding, "grounding", findings) : null,
            UrlContextMetadata = fields.Take("urlContext", "urlContextMetadata") is { } url ? ReadUrlContext(url) : null,
            LogprobsResult = fields.Take("logprobs", "logprobsResult") is { } logprobs
                ? WireNode.Read<LogprobsResult>(logprobs, "logprobs", findings) : null,
            AvgLogprobs = (averageLogprobs as YamlScalar)?.AsNumber,
            TokenCount = fields.Number("tokenCount", 0),
            ContinuationToken = fields.Text("continuationToken"),
        };
    }

    private CitationMetadata? ReadCitations(YamlValue value) => value is YamlList
        ? new CitationMetadata { CitationSources = ReadList<CitationSource>(value, "citations") }
        : WireNode.Read<CitationMetadata>(value, "citations", findings);

    private UrlContextMetadata? ReadUrlContext(YamlValue value) => value is YamlList
        ? new UrlContextMetadata { UrlMetadata = ReadList<UrlMetadata>(value, "urlContext") }
        : WireNode.Read<UrlContextMetadata>(value, "urlContext", findings);

    private List<T> ReadList<T>(YamlValue value, string what)
        where T : WireMessage
    {
        var messages = new List<T>();
        foreach (YamlValue item in YamlRead.List(value, what, findings)?.Items ?? [])
        {
            if (WireNode.Read<T>(item, what, findings) is { } message)
            {
                messages.Add(message);
            }
        }

        return messages;
    }
}
