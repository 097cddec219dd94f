using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Castor.Protocol.Json;

/// <summary>
/// Writes the answers that make up nearly all traffic without the serializer's own stack and enumerators, and hands what is
/// rarer to the serializer. Both write the same.
/// </summary>
/// <param name="options">The options of the serializer.</param>
internal sealed class AnswerWriter(JsonSerializerOptions options)
{
    private static readonly JsonEncodedText s_candidates = JsonEncodedText.Encode("candidates");
    private static readonly JsonEncodedText s_promptFeedback = JsonEncodedText.Encode("promptFeedback");
    private static readonly JsonEncodedText s_usageMetadata = JsonEncodedText.Encode("usageMetadata");
    private static readonly JsonEncodedText s_modelVersion = JsonEncodedText.Encode("modelVersion");
    private static readonly JsonEncodedText s_responseId = JsonEncodedText.Encode("responseId");
    private static readonly JsonEncodedText s_content = JsonEncodedText.Encode("content");
    private static readonly JsonEncodedText s_finishReason = JsonEncodedText.Encode("finishReason");
    private static readonly JsonEncodedText s_index = JsonEncodedText.Encode("index");
    private static readonly JsonEncodedText s_parts = JsonEncodedText.Encode("parts");
    private static readonly JsonEncodedText s_role = JsonEncodedText.Encode("role");
    private static readonly JsonEncodedText s_text = JsonEncodedText.Encode("text");
    private static readonly JsonEncodedText s_thought = JsonEncodedText.Encode("thought");
    private static readonly JsonEncodedText s_modality = JsonEncodedText.Encode("modality");
    private static readonly JsonEncodedText s_tokenCount = JsonEncodedText.Encode("tokenCount");
    private static readonly JsonEncodedText s_promptTokenCount = JsonEncodedText.Encode("promptTokenCount");
    private static readonly JsonEncodedText s_candidatesTokenCount = JsonEncodedText.Encode("candidatesTokenCount");
    private static readonly JsonEncodedText s_totalTokenCount = JsonEncodedText.Encode("totalTokenCount");
    private static readonly JsonEncodedText s_cachedContentTokenCount = JsonEncodedText.Encode("cachedContentTokenCount");
    private static readonly JsonEncodedText s_promptTokensDetails = JsonEncodedText.Encode("promptTokensDetails");
    private static readonly JsonEncodedText s_candidatesTokensDetails = JsonEncodedText.Encode("candidatesTokensDetails");
    private static readonly JsonEncodedText s_thoughtsTokenCount = JsonEncodedText.Encode("thoughtsTokenCount");
    private static readonly JsonEncodedText s_serviceTier = JsonEncodedText.Encode("serviceTier");

    public void Write(Utf8JsonWriter output, GenerateContentResponse response)
    {
        if (response is not { UnknownFields: null, ModelStatus: null, CreateTime: null, TurnToken: null })
        {
            Serialize(output, response);
            return;
        }

        output.WriteStartObject();
        if (response.Candidates is { } candidates)
        {
            output.WriteStartArray(s_candidates);
            for (int i = 0; i < candidates.Count; i++)
            {
                WriteCandidate(output, candidates[i]);
            }

            output.WriteEndArray();
        }

        if (response.PromptFeedback is { } feedback)
        {
            output.WritePropertyName(s_promptFeedback);
            Serialize(output, feedback);
        }

        if (response.UsageMetadata is { } usage)
        {
            output.WritePropertyName(s_usageMetadata);
            WriteUsage(output, usage);
        }

        WriteText(output, s_modelVersion, response.ModelVersion);
        WriteText(output, s_responseId, response.ResponseId);
        output.WriteEndObject();
    }

    private void WriteCandidate(Utf8JsonWriter output, Candidate candidate)
    {
        bool isUsual = candidate is
        {
            UnknownFields: null, FinishMessage: null, SafetyRatings: null, CitationMetadata: null, TokenCount: null, GroundingAttributions: null,
            GroundingMetadata: null, AvgLogprobs: null, LogprobsResult: null, UrlContextMetadata: null, ContinuationToken: null,
        };
        if (!isUsual)
        {
            Serialize(output, candidate);
            return;
        }

        output.WriteStartObject();
        if (candidate.Content is { } content)
        {
            output.WritePropertyName(s_content);
            WriteContent(output, content);
        }

        WriteName(output, s_finishReason, candidate.FinishReason?.Value);
        WriteNumber(output, s_index, candidate.Index);
        output.WriteEndObject();
    }

    private void WriteContent(Utf8JsonWriter output, Content content)
    {
        if (content.UnknownFields is not null)
        {
            Serialize(output, content);
            return;
        }

        output.WriteStartObject();
        if (content.Parts is { } parts)
        {
            output.WriteStartArray(s_parts);
            for (int i = 0; i < parts.Count; i++)
            {
                WritePart(output, parts[i]);
            }

            output.WriteEndArray();
        }

        WriteText(output, s_role, content.Role);
        output.WriteEndObject();
    }

    private void WritePart(Utf8JsonWriter output, Part part)
    {
        bool isUsual = part is
        {
            UnknownFields: null, InlineData: null, FunctionCall: null, FunctionResponse: null, FileData: null, ExecutableCode: null,
            CodeExecutionResult: null, ToolCall: null, ToolResponse: null, ThoughtSignature: null, VideoMetadata: null, MediaResolution: null,
            PartMetadata: null, AudioTranscription: null, SpeechMetadata: null, MediaProcessing: null,
        };
        if (!isUsual)
        {
            Serialize(output, part);
            return;
        }

        output.WriteStartObject();
        WriteText(output, s_text, part.Text);
        if (part.Thought is { } thought)
        {
            output.WriteBoolean(s_thought, thought);
        }

        output.WriteEndObject();
    }

    private void WriteUsage(Utf8JsonWriter output, UsageMetadata usage)
    {
        bool isUsual = usage is
        {
            UnknownFields: null, CacheTokensDetails: null, ToolUsePromptTokenCount: null, ToolUsePromptTokensDetails: null,
            InitialPromptTokenCount: null, TrafficType: null, BillablePromptUsage: null,
        };
        if (!isUsual)
        {
            Serialize(output, usage);
            return;
        }

        output.WriteStartObject();
        WriteNumber(output, s_promptTokenCount, usage.PromptTokenCount);
        WriteNumber(output, s_candidatesTokenCount, usage.CandidatesTokenCount);
        WriteNumber(output, s_totalTokenCount, usage.TotalTokenCount);
        WriteNumber(output, s_cachedContentTokenCount, usage.CachedContentTokenCount);
        WriteDetails(output, s_promptTokensDetails, usage.PromptTokensDetails);
        WriteDetails(output, s_candidatesTokensDetails, usage.CandidatesTokensDetails);
        WriteNumber(output, s_thoughtsTokenCount, usage.ThoughtsTokenCount);
        WriteName(output, s_serviceTier, usage.ServiceTier?.Value);
        output.WriteEndObject();
    }

    private void WriteDetails(Utf8JsonWriter output, JsonEncodedText name, IReadOnlyList<ModalityTokenCount>? details)
    {
        if (details is null)
        {
            return;
        }

        output.WriteStartArray(name);
        for (int i = 0; i < details.Count; i++)
        {
            if (details[i].UnknownFields is not null)
            {
                Serialize(output, details[i]);
                continue;
            }

            output.WriteStartObject();
            WriteName(output, s_modality, details[i].Modality?.Value);
            WriteNumber(output, s_tokenCount, details[i].TokenCount);
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter output, JsonEncodedText name, string? value)
    {
        if (value is not null)
        {
            output.WriteString(name, value);
        }
    }

    private static void WriteName(Utf8JsonWriter output, JsonEncodedText name, string? value)
    {
        if (value is not null)
        {
            output.WritePropertyName(name);
            OpenEnumText.Write(output, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter output, JsonEncodedText name, int? value)
    {
        if (value is { } number)
        {
            output.WriteNumber(name, number);
        }
    }

    private void Serialize<T>(Utf8JsonWriter output, T value) =>
        JsonSerializer.Serialize(output, value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}
