namespace Castor.Conformance;

/// <summary>The cases of <c>openai.mjs</c>.</summary>
internal static class OpenAiCases
{
    public const string Script = "openai.mjs";

    public static readonly string[] All =
    [
        "text", "everyMount", "vertex", "stream", "streamUsage", "streamHelper", "conversation", "image", "audio", "remoteImage", "tools",
        "parallelTools", "toolChoice", "runTools", "thoughtSignatures", "jsonObject", "jsonSchema", "manyAnswers", "stop", "seed", "maxTokens",
        "logprobs", "reasoningEffort", "thoughts", "embedOne", "embedMany", "models", "images", "wrongModel", "wrongKey", "unknownParameter",
        "responses", "quota", "blockedPrompt", "midStreamError", "abort",
    ];
}
