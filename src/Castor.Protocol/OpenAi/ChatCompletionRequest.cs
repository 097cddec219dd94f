using System.Text.Json;

namespace Castor.Protocol.OpenAi;

/// <summary>A request for a chat completion, with the parameters that Google takes. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatCompletionRequest : WireMessage
{
    /// <summary>The model: <c>gemini-x</c> or <c>models/gemini-x</c>; <c>google/gemini-x</c> on Vertex AI.</summary>
    public string? Model { get; init; }

    /// <summary>The conversation so far, the newest message last.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>Whether the answer comes in chunks.</summary>
    public bool? Stream { get; init; }

    /// <summary>Options of a stream.</summary>
    public ChatStreamOptions? StreamOptions { get; init; }

    /// <summary>The functions that the model may call.</summary>
    public IReadOnlyList<ChatTool>? Tools { get; init; }

    /// <summary><c>auto</c>, <c>none</c>, <c>required</c>, or an object that names one function.</summary>
    public JsonElement? ToolChoice { get; init; }

    /// <summary>Whether several functions may be called at once; true when absent.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>The form of the answer.</summary>
    public ChatResponseFormat? ResponseFormat { get; init; }

    /// <summary>How many answers to return; 1 when absent.</summary>
    public int? N { get; init; }

    /// <summary>A string that ends the answer, or a list of up to 5.</summary>
    public JsonElement? Stop { get; init; }

    /// <summary>The seed of the decoding.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether to return log probabilities.</summary>
    public bool? Logprobs { get; init; }

    /// <summary>How many top log probabilities to return at each step, 0 to 20.</summary>
    public int? TopLogprobs { get; init; }

    /// <summary>Randomness, 0 to 2.</summary>
    public float? Temperature { get; init; }

    /// <summary>Nucleus sampling: the probability mass to sample from.</summary>
    public float? TopP { get; init; }

    /// <summary>The most tokens of an answer; the older name.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The most tokens of an answer; the newer name, which wins.</summary>
    public int? MaxCompletionTokens { get; init; }

    /// <summary>Penalty on tokens, growing with their use (Vertex AI).</summary>
    public float? FrequencyPenalty { get; init; }

    /// <summary>Penalty on tokens already used (Vertex AI).</summary>
    public float? PresencePenalty { get; init; }

    /// <summary>How much to think: <c>none</c>, <c>minimal</c>, <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>The service tier that the request asks for.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>Whether the service may store the request for its logs.</summary>
    public bool? Store { get; init; }

    /// <summary>What only Google has (Developer API).</summary>
    public GoogleExtraBody? ExtraBody { get; init; }

    /// <summary>What only Google has (Vertex AI).</summary>
    public GoogleOptions? Google { get; init; }
}
