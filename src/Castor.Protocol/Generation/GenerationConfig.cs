using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary>Sampling, format and thinking options. <see href="https://ai.google.dev/api/generate-content#GenerationConfig"/></summary>
public sealed record GenerationConfig : WireMessage
{
    /// <summary>How many candidates to return; 1 when absent.</summary>
    public int? CandidateCount { get; init; }

    /// <summary>Up to 5 strings that end the answer.</summary>
    public IReadOnlyList<string>? StopSequences { get; init; }

    /// <summary>The most tokens of a candidate.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Randomness, 0 to 2.</summary>
    public float? Temperature { get; init; }

    /// <summary>Nucleus sampling: the probability mass to sample from.</summary>
    public float? TopP { get; init; }

    /// <summary>Samples from this many most likely tokens.</summary>
    public int? TopK { get; init; }

    /// <summary>The seed of the decoding.</summary>
    public int? Seed { get; init; }

    /// <summary><c>text/plain</c>, <c>application/json</c> or <c>text/x.enum</c>.</summary>
    public string? ResponseMimeType { get; init; }

    /// <summary>The answer's form, as an API schema.</summary>
    public Schema? ResponseSchema { get; init; }

    /// <summary>The answer's form, as JSON Schema.</summary>
    public JsonElement? ResponseJsonSchema { get; init; }

    /// <summary>The older spelling of <c>responseJsonSchema</c>.</summary>
    [JsonPropertyName("_responseJsonSchema")]
    public JsonElement? LegacyResponseJsonSchema { get; init; }

    /// <summary>Penalty on tokens already used.</summary>
    public float? PresencePenalty { get; init; }

    /// <summary>Penalty on tokens, growing with their use.</summary>
    public float? FrequencyPenalty { get; init; }

    /// <summary>Whether to return log probabilities.</summary>
    public bool? ResponseLogprobs { get; init; }

    /// <summary>How many top log probabilities to return at each step, 0 to 20.</summary>
    public int? Logprobs { get; init; }

    /// <summary>Enhanced civic answers, where the model has them.</summary>
    public bool? EnableEnhancedCivicAnswers { get; init; }

    /// <summary>The modalities that the answer may have.</summary>
    public IReadOnlyList<Modality>? ResponseModalities { get; init; }

    /// <summary>Voice and language of spoken answers.</summary>
    public SpeechConfig? SpeechConfig { get; init; }

    /// <summary>How the model thinks.</summary>
    public ThinkingConfig? ThinkingConfig { get; init; }

    /// <summary>Form of generated images.</summary>
    public ImageConfig? ImageConfig { get; init; }

    /// <summary>The resolution at which media of the prompt is read.</summary>
    public MediaResolution? MediaResolution { get; init; }

    /// <summary>The form of the answer by modality; the newer way to say <c>responseMimeType</c> and <c>imageConfig</c>.</summary>
    public IReadOnlyList<ResponseFormat>? ResponseFormat { get; init; }

    /// <summary>How speech is transcribed.</summary>
    public AudioTranscriptionConfig? AudioTranscriptionConfig { get; init; }

    /// <summary>Whether a Live model answers the speaker's mood.</summary>
    public bool? EnableAffectiveDialog { get; init; }

    /// <summary>How speech is translated (Live).</summary>
    public TranslationConfig? TranslationConfig { get; init; }

    /// <summary>Whether the model is told the times of audio (Vertex AI).</summary>
    public bool? AudioTimestamp { get; init; }

    /// <summary>Which model a router is to take (Vertex AI), a JSON object.</summary>
    public JsonElement? RoutingConfig { get; init; }

    /// <summary>What a choice of models prefers (Vertex AI), a JSON object.</summary>
    public JsonElement? ModelConfig { get; init; }
}
