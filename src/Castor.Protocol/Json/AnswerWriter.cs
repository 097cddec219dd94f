namespace Castor.Protocol.Json;

/// <summary>
/// Writes the answers that make up nearly all traffic without the serializer's own stack and enumerators, and hands what is
/// rarer to the serializer. Both write the same.
/// </summary>
internal static class AnswerWriter
{
    /// <summary>Writes an answer.</summary>
    public static void Write(ref JsonOutput output, GenerateContentResponse response)
    {
        if (response is not { UnknownFields: null, ModelStatus: null, CreateTime: null, TurnToken: null })
        {
            Serialize(ref output, response);
            return;
        }

        output.Begin('{');
        if (response.Candidates is { } candidates)
        {
            output.Name("\"candidates\":"u8);
            output.Begin('[');
            for (int i = 0; i < candidates.Count; i++)
            {
                output.Item();
                WriteCandidate(ref output, candidates[i]);
            }

            output.End(']');
        }

        if (response.PromptFeedback is { } feedback)
        {
            output.Name("\"promptFeedback\":"u8);
            Serialize(ref output, feedback);
        }

        if (response.UsageMetadata is { } usage)
        {
            output.Name("\"usageMetadata\":"u8);
            WriteUsage(ref output, usage);
        }

        WriteText(ref output, "\"modelVersion\":"u8, response.ModelVersion);
        WriteText(ref output, "\"responseId\":"u8, response.ResponseId);
        output.End('}');
    }

    private static void WriteCandidate(ref JsonOutput output, Candidate candidate)
    {
        bool isUsual = candidate is
        {
            UnknownFields: null, FinishMessage: null, SafetyRatings: null, CitationMetadata: null, TokenCount: null, GroundingAttributions: null,
            GroundingMetadata: null, AvgLogprobs: null, Score: null, LogprobsResult: null, UrlContextMetadata: null, ContinuationToken: null,
        };
        if (!isUsual)
        {
            Serialize(ref output, candidate);
            return;
        }

        output.Begin('{');
        if (candidate.Content is { } content)
        {
            output.Name("\"content\":"u8);
            WriteContent(ref output, content);
        }

        WriteName(ref output, "\"finishReason\":"u8, candidate.FinishReason?.Value);
        WriteNumber(ref output, "\"index\":"u8, candidate.Index);
        output.End('}');
    }

    private static void WriteContent(ref JsonOutput output, Content content)
    {
        if (content.UnknownFields is not null)
        {
            Serialize(ref output, content);
            return;
        }

        output.Begin('{');
        if (content.Parts is { } parts)
        {
            output.Name("\"parts\":"u8);
            output.Begin('[');
            for (int i = 0; i < parts.Count; i++)
            {
                output.Item();
                WritePart(ref output, parts[i]);
            }

            output.End(']');
        }

        WriteText(ref output, "\"role\":"u8, content.Role);
        output.End('}');
    }

    private static void WritePart(ref JsonOutput output, Part part)
    {
        bool isUsual = part is
        {
            UnknownFields: null, FunctionCall: null, FunctionResponse: null, FileData: null, ExecutableCode: null, CodeExecutionResult: null,
            ToolCall: null, ToolResponse: null, VideoMetadata: null, MediaResolution: null, PartMetadata: null, AudioTranscription: null,
            SpeechMetadata: null, MediaProcessing: null,
        };
        if (!isUsual)
        {
            Serialize(ref output, part);
            return;
        }

        output.Begin('{');
        WriteText(ref output, "\"text\":"u8, part.Text);
        if (part.InlineData is { } data)
        {
            output.Name("\"inlineData\":"u8);
            WriteBlob(ref output, data);
        }

        if (part.Thought is { } thought)
        {
            output.Name("\"thought\":"u8);
            output.Boolean(thought);
        }

        WriteBytes(ref output, "\"thoughtSignature\":"u8, part.ThoughtSignature);
        output.End('}');
    }

    private static void WriteBlob(ref JsonOutput output, Blob blob)
    {
        if (blob is not { UnknownFields: null, DisplayName: null })
        {
            Serialize(ref output, blob);
            return;
        }

        output.Begin('{');
        WriteText(ref output, "\"mimeType\":"u8, blob.MimeType);
        WriteBytes(ref output, "\"data\":"u8, blob.Data);
        output.End('}');
    }

    private static void WriteUsage(ref JsonOutput output, UsageMetadata usage)
    {
        bool isUsual = usage is
        {
            UnknownFields: null, CacheTokensDetails: null, ToolUsePromptTokenCount: null, ToolUsePromptTokensDetails: null,
            InitialPromptTokenCount: null, TrafficType: null, BillablePromptUsage: null,
        };
        if (!isUsual)
        {
            Serialize(ref output, usage);
            return;
        }

        output.Begin('{');
        WriteNumber(ref output, "\"promptTokenCount\":"u8, usage.PromptTokenCount);
        WriteNumber(ref output, "\"candidatesTokenCount\":"u8, usage.CandidatesTokenCount);
        WriteNumber(ref output, "\"totalTokenCount\":"u8, usage.TotalTokenCount);
        WriteNumber(ref output, "\"cachedContentTokenCount\":"u8, usage.CachedContentTokenCount);
        WriteDetails(ref output, "\"promptTokensDetails\":"u8, usage.PromptTokensDetails);
        WriteDetails(ref output, "\"candidatesTokensDetails\":"u8, usage.CandidatesTokensDetails);
        WriteNumber(ref output, "\"thoughtsTokenCount\":"u8, usage.ThoughtsTokenCount);
        WriteName(ref output, "\"serviceTier\":"u8, usage.ServiceTier?.Value);
        output.End('}');
    }

    private static void WriteDetails(ref JsonOutput output, ReadOnlySpan<byte> name, IReadOnlyList<ModalityTokenCount>? details)
    {
        if (details is null)
        {
            return;
        }

        output.Name(name);
        output.Begin('[');
        for (int i = 0; i < details.Count; i++)
        {
            output.Item();
            if (details[i].UnknownFields is not null)
            {
                Serialize(ref output, details[i]);
                continue;
            }

            output.Begin('{');
            WriteName(ref output, "\"modality\":"u8, details[i].Modality?.Value);
            WriteNumber(ref output, "\"tokenCount\":"u8, details[i].TokenCount);
            output.End('}');
        }

        output.End(']');
    }

    private static void WriteText(ref JsonOutput output, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            output.Name(name);
            output.Text(value);
        }
    }

    private static void WriteName(ref JsonOutput output, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            output.Name(name);
            OpenEnumText.Write(ref output, value);
        }
    }

    private static void WriteBytes(ref JsonOutput output, ReadOnlySpan<byte> name, ReadOnlyMemory<byte>? value)
    {
        if (value is { } bytes)
        {
            output.Name(name);
            output.Base64(bytes.Span);
        }
    }

    private static void WriteNumber(ref JsonOutput output, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
        {
            output.Name(name);
            output.Number(number);
        }
    }

    private static void Serialize<T>(ref JsonOutput output, T value) => WireWriter.Current.Write(ref output, value);
}
