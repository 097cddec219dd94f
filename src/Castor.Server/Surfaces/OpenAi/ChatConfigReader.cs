using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Reads the parameters of a chat into the generation config of the core.</summary>
internal static class ChatConfigReader
{
    private const string Json = "application/json";

    /// <summary>The config.</summary>
    /// <param name="chat">The request.</param>
    /// <param name="google">What only Google has in it.</param>
    /// <param name="model">The model that it is for.</param>
    /// <exception cref="ApiException">A parameter has no such value.</exception>
    public static GenerationConfig Read(ChatCompletionRequest chat, GoogleOptions? google, ModelEntry model)
    {
        (string? mimeType, JsonElement? schema) = ReadFormat(chat.ResponseFormat);
        return new GenerationConfig
        {
            CandidateCount = chat.N,
            StopSequences = ReadStop(chat.Stop),
            MaxOutputTokens = chat.MaxCompletionTokens ?? chat.MaxTokens,
            Temperature = chat.Temperature,
            TopP = chat.TopP,
            Seed = chat.Seed,
            ResponseMimeType = mimeType,
            ResponseJsonSchema = schema,
            PresencePenalty = chat.PresencePenalty,
            FrequencyPenalty = chat.FrequencyPenalty,
            ResponseLogprobs = chat.Logprobs,
            Logprobs = ReadTopLogprobs(chat),
            ThinkingConfig = ChatThinkingReader.Read(chat.ReasoningEffort, google?.ThinkingConfig, model),
        };
    }

    private static (string? MimeType, JsonElement? Schema) ReadFormat(ChatResponseFormat? format) => format switch
    {
        null or { Type: "text" } => (null, null),
        { Type: "json_object" } => (Json, null),
        { Type: "json_schema", JsonSchema: { } named } => (Json, named.Schema),
        { Type: "json_schema" } => throw ApiException.InvalidArgument("Invalid value at 'response_format': json_schema is not specified."),
        _ => throw ApiException.InvalidArgument(
            $"Invalid value at 'response_format.type', \"{format.Type}\". Please use text, json_object or json_schema."),
    };

    private static IReadOnlyList<string>? ReadStop(JsonElement? stop) => stop switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. list.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw ApiException.InvalidArgument("Invalid value at 'stop': a text or a list of texts."),
    };

    private static int? ReadTopLogprobs(ChatCompletionRequest chat) => chat.TopLogprobs is not null && chat.Logprobs != true
        ? throw ApiException.InvalidArgument("Invalid value at 'top_logprobs': set logprobs as well.")
        : chat.TopLogprobs;
}
