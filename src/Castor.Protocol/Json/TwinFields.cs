using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>The fields of requests that only one of the twins has. The other refuses them as names that it does not know.</summary>
internal static class TwinFields
{
    private static readonly FrozenDictionary<(Type, string), JsonConverter> s_vertexOnly = new Dictionary<(Type, string), JsonConverter>
    {
        [(typeof(CountTokensRequest), "generationConfig")] = new RefusedConverter<GenerationConfig?>(),
        [(typeof(CountTokensRequest), "instances")] = new RefusedConverter<IReadOnlyList<JsonElement>?>(),
        [(typeof(CountTokensRequest), "systemInstruction")] = new RefusedConverter<Content?>(),
        [(typeof(CountTokensRequest), "tools")] = new RefusedConverter<IReadOnlyList<Tool>?>(),
        [(typeof(EmbedContentRequest), "autoTruncate")] = new RefusedConverter<bool?>(),
        [(typeof(FunctionCall), "partialArgs")] = new RefusedConverter<IReadOnlyList<PartialArg>?>(),
        [(typeof(FunctionCall), "willContinue")] = new RefusedConverter<bool?>(),
        [(typeof(FunctionCallingConfig), "streamFunctionCallArguments")] = new RefusedConverter<bool?>(),
        [(typeof(GenerateContentRequest), "modelArmorConfig")] = new RefusedConverter<ModelArmorConfig?>(),
        [(typeof(GenerateContentRequest), "outputConfig")] = new RefusedConverter<GenerationOutputConfig?>(),
        [(typeof(GenerationConfig), "audioTimestamp")] = new RefusedConverter<bool?>(),
        [(typeof(GenerationConfig), "modelConfig")] = new RefusedConverter<JsonElement?>(),
        [(typeof(GenerationConfig), "routingConfig")] = new RefusedConverter<JsonElement?>(),
        [(typeof(GoogleMaps), "authConfig")] = new RefusedConverter<JsonElement?>(),
        [(typeof(GoogleMaps), "groundingTypes")] = new RefusedConverter<JsonElement?>(),
        [(typeof(GoogleSearch), "blockingConfidence")] = new RefusedConverter<PhishBlockThreshold?>(),
        [(typeof(GoogleSearch), "excludeDomains")] = new RefusedConverter<IReadOnlyList<string>?>(),
        [(typeof(ImageConfig), "imageOutputOptions")] = new RefusedConverter<ImageOutputOptions?>(),
        [(typeof(ImageConfig), "personGeneration")] = new RefusedConverter<string?>(),
        [(typeof(ImageConfig), "prominentPeople")] = new RefusedConverter<string?>(),
        [(typeof(SafetySetting), "method")] = new RefusedConverter<HarmBlockMethod?>(),
        [(typeof(Tool), "enterpriseWebSearch")] = new RefusedConverter<EnterpriseWebSearch?>(),
        [(typeof(Tool), "exaAiSearch")] = new RefusedConverter<JsonElement?>(),
        [(typeof(Tool), "parallelAiSearch")] = new RefusedConverter<JsonElement?>(),
        [(typeof(Tool), "retrieval")] = new RefusedConverter<JsonElement?>(),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<(Type, string), JsonConverter> s_developerOnly = new Dictionary<(Type, string), JsonConverter>
    {
        [(typeof(ComputerUse), "disabledSafetyPolicies")] = new RefusedConverter<IReadOnlyList<SafetyPolicy>?>(),
        [(typeof(CountTokensRequest), "generateContentRequest")] = new RefusedConverter<GenerateContentRequest?>(),
        [(typeof(FunctionResponse), "willContinue")] = new RefusedConverter<bool?>(),
        [(typeof(GenerateContentRequest), "store")] = new RefusedConverter<bool?>(),
        [(typeof(GenerationConfig), "enableEnhancedCivicAnswers")] = new RefusedConverter<bool?>(),
        [(typeof(McpServer), "name")] = new RefusedConverter<string?>(),
        [(typeof(McpServer), "streamableHttpTransport")] = new RefusedConverter<StreamableHttpTransport?>(),
        [(typeof(Part), "partMetadata")] = new RefusedConverter<JsonElement?>(),
        [(typeof(Part), "toolCall")] = new RefusedConverter<ToolCall?>(),
        [(typeof(Part), "toolResponse")] = new RefusedConverter<ToolResponse?>(),
        [(typeof(ReplicatedVoiceConfig), "consentAudio")] = new RefusedConverter<ReadOnlyMemory<byte>?>(),
        [(typeof(ReplicatedVoiceConfig), "voiceConsentSignature")] = new RefusedConverter<VoiceConsentSignature?>(),
        [(typeof(Tool), "fileSearch")] = new RefusedConverter<FileSearch?>(),
        [(typeof(ToolConfig), "includeServerSideToolInvocations")] = new RefusedConverter<bool?>(),
    }.ToFrozenDictionary();

    // The Developer API keeps the categories of older models and lacks those of images; the numbers differ too.
    private static readonly NarrowEnumConverter<HarmCategory> s_developerCategories = new(new EnumDescriptor(
        "HarmCategory",
        [
            (0, "HARM_CATEGORY_UNSPECIFIED"), (1, "HARM_CATEGORY_DEROGATORY"), (2, "HARM_CATEGORY_TOXICITY"), (3, "HARM_CATEGORY_VIOLENCE"),
            (4, "HARM_CATEGORY_SEXUAL"), (5, "HARM_CATEGORY_MEDICAL"), (6, "HARM_CATEGORY_DANGEROUS"), (7, "HARM_CATEGORY_HARASSMENT"),
            (8, "HARM_CATEGORY_HATE_SPEECH"), (9, "HARM_CATEGORY_SEXUALLY_EXPLICIT"), (10, "HARM_CATEGORY_DANGEROUS_CONTENT"),
            (11, "HARM_CATEGORY_CIVIC_INTEGRITY"), (12, "HARM_CATEGORY_JAILBREAK"),
        ]));

    private static readonly NarrowEnumConverter<HarmCategory> s_vertexCategories = new(new EnumDescriptor(
        "HarmCategory",
        [
            (0, "HARM_CATEGORY_UNSPECIFIED"), (1, "HARM_CATEGORY_HATE_SPEECH"), (2, "HARM_CATEGORY_DANGEROUS_CONTENT"), (3, "HARM_CATEGORY_HARASSMENT"),
            (4, "HARM_CATEGORY_SEXUALLY_EXPLICIT"), (5, "HARM_CATEGORY_CIVIC_INTEGRITY"), (6, "HARM_CATEGORY_IMAGE_HATE"),
            (7, "HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT"), (8, "HARM_CATEGORY_IMAGE_HARASSMENT"), (9, "HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT"),
            (10, "HARM_CATEGORY_JAILBREAK"),
        ]));

    /// <summary>What reads an enumeration that the twins have each of their own; null for other fields.</summary>
    public static JsonConverter? EnumOf(Type owner, string jsonName, WireDialect dialect) =>
        owner != typeof(SafetySetting) || jsonName != "category" || ReferenceEquals(dialect, WireDialect.Merged) ? null
        : ReferenceEquals(dialect, WireDialect.Vertex) ? s_vertexCategories
        : s_developerCategories;

    /// <summary>What refuses a field that the dialect lacks; null for the fields that it has.</summary>
    public static JsonConverter? RefusalOf(Type owner, string jsonName, WireDialect dialect)
    {
        if (!dialect.TakesVertexFields && s_vertexOnly.TryGetValue((owner, jsonName), out JsonConverter? ofVertex))
        {
            return ofVertex;
        }

        return !dialect.TakesDeveloperFields && s_developerOnly.TryGetValue((owner, jsonName), out JsonConverter? ofDeveloper) ? ofDeveloper : null;
    }
}
