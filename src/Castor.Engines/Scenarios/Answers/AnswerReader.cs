using System.Text;
using Castor.Engines.Scenarios.Faults;
using Castor.Engines.Scenarios.Yaml;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Reads answers.</summary>
internal sealed class AnswerReader(ScenarioFindings findings, MediaFile media)
{
    private readonly FaultReader _faults = new(findings);
    private readonly CandidateReader _candidates = new(findings, media);

    /// <summary>Reads one answer: a mapping, or the text alone.</summary>
    public Answer Read(YamlValue value)
    {
        if (value is YamlScalar { IsNull: false } text)
        {
            return new ScriptedAnswer { Candidates = [CandidateReader.OfText(TextTemplate.Parse(text.Text, text.Place, findings))] };
        }

        if (YamlRead.Map(value, "an answer", findings) is not { } map)
        {
            return new PassthroughAnswer();
        }

        var fields = new YamlFields(map, "an answer", findings);
        Fault? fault = _faults.ReadEffect(fields);
        int times = fields.Number("times", 1) ?? 1;
        Answer answer = ReadKind(fields) with { Fault = fault, Times = times };
        fields.Close();
        if (fault is null && map.Entries.All(e => e.Key.Text == "times"))
        {
            findings.Mistake(map.Place, "an answer that says nothing; expected text, chunks, parts, json, calls, raw, passthrough, blockReason, error or another");
        }

        return answer;
    }

    private Answer ReadKind(YamlFields fields)
    {
        // All keys are taken whichever kind it is, so that the mistake told is the clash and not an unknown key.
        YamlValue? raw = fields.Take("raw");
        bool passthrough = fields.Flag("passthrough") ?? false;
        YamlValue? patch = fields.Take("patch");
        YamlValue? embedding = fields.Take("embedding");
        int? totalTokens = fields.Number("totalTokens", 0);
        ScriptedAnswer? scripted = ReadScripted(fields);
        Answer?[] kinds =
        [
            raw is null ? null : ReadRaw(raw),
            patch is not null || passthrough ? ReadPassthrough(patch) : null,
            embedding is null ? null : ReadEmbedding(embedding),
            totalTokens is null ? null : new TokenCountAnswer(totalTokens.Value),
            scripted,
        ];
        if (kinds.Count(k => k is not null) > 1)
        {
            findings.Mistake(fields.Place, "an answer is one of raw, passthrough (with patch), embedding, totalTokens, or what the other keys spell out; these are mixed");
        }

        return kinds.FirstOrDefault(k => k is not null) ?? new PassthroughAnswer();
    }

    private ScriptedAnswer? ReadScripted(YamlFields fields)
    {
        CandidatePlan? own = _candidates.Read(fields);
        YamlValue? several = fields.Take("candidates");
        YamlValue? blockReason = fields.Take("blockReason");
        YamlValue? promptFeedback = fields.Take("promptFeedback");
        YamlValue? usage = fields.Take("usage", "usageMetadata");
        TextTemplate? modelVersion = _candidates.ReadTemplate(fields, "modelVersion");
        TextTemplate? responseId = _candidates.ReadTemplate(fields, "responseId");
        PromptFeedback? feedback = ReadFeedback(blockReason, promptFeedback, own);
        var candidates = new List<CandidatePlan>();
        if (several is not null)
        {
            candidates.AddRange(_candidates.ReadMany(several));
            if (own is not null)
            {
                findings.Mistake(several.Place, "with candidates, text and what else belongs to a candidate goes into them");
            }
        }
        else if (own is not null && feedback?.BlockReason is null)
        {
            candidates.Add(own);
        }
        else if (own is { Groups.Count: > 0 })
        {
            findings.Mistake(blockReason?.Place ?? fields.Place, "a blocked prompt has no candidates; leave out the text, calls and media");
        }

        if (several is null && own is null && feedback is null)
        {
            if ((usage ?? fields.Map.Find("modelVersion") ?? fields.Map.Find("responseId")) is { } alone)
            {
                findings.Mistake(alone.Place, "there is no answer that this belongs to; expected text, chunks, parts, json, calls, media, candidates or blockReason");
            }

            return null;
        }

        return new ScriptedAnswer
        {
            Candidates = candidates,
            PromptFeedback = feedback,
            Usage = usage is null ? null : WireNode.Read<UsageMetadata>(usage, "usage", findings),
            ModelVersion = modelVersion,
            ResponseId = responseId,
        };
    }

    private PromptFeedback? ReadFeedback(YamlValue? blockReason, YamlValue? promptFeedback, CandidatePlan? own)
    {
        if (promptFeedback is not null)
        {
            if (blockReason is not null)
            {
                findings.Mistake(blockReason.Place, "blockReason is a part of promptFeedback; give one of the two");
            }

            return WireNode.Read<PromptFeedback>(promptFeedback, "promptFeedback", findings) ?? new PromptFeedback();
        }

        if (blockReason is null)
        {
            return null;
        }

        string? name = YamlRead.Choice(blockReason, "blockReason", [.. BlockReason.Descriptor.Names], findings);
        return new PromptFeedback { BlockReason = BlockReason.FromName(name ?? "OTHER"), SafetyRatings = own?.Extras.SafetyRatings };
    }

    private RawAnswer ReadRaw(YamlValue value)
    {
        var chunks = new List<byte[]>();
        foreach (YamlValue item in YamlRead.Many(value))
        {
            chunks.Add(item is YamlScalar scalar ? Encoding.UTF8.GetBytes(scalar.Text) : YamlJson.ToUtf8(item));
        }

        if (chunks.Count == 0)
        {
            findings.Mistake(value.Place, "raw takes a response, or a list of at least one chunk");
        }

        return new RawAnswer(chunks);
    }

    private PassthroughAnswer ReadPassthrough(YamlValue? patch)
    {
        if (patch is null)
        {
            return new PassthroughAnswer();
        }

        // Read for its mistakes alone: a null, which takes a field away, would be lost in the message.
        return WireNode.Read<GenerateContentResponse>(patch, "patch", findings) is null
            ? new PassthroughAnswer()
            : new PassthroughAnswer(YamlJson.ToElement(patch));
    }

    private EmbeddingAnswer ReadEmbedding(YamlValue value)
    {
        IReadOnlyList<YamlValue> items = YamlRead.List(value, "embedding", findings)?.Items ?? [];
        float[] values = new float[items.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (items[i] is YamlScalar { AsNumber: { } number })
            {
                values[i] = (float)number;
            }
            else
            {
                YamlRead.Refuse<YamlScalar>(items[i], "embedding", "numbers", findings);
            }
        }

        return new EmbeddingAnswer(values);
    }
}
