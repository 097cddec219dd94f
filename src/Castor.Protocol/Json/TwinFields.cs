using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol.Json;

/// <summary>The fields of requests that only one of the twins has. The other refuses them as names that it does not know.</summary>
internal static class TwinFields
{
    private static readonly FrozenDictionary<(Type, string), JsonConverter> s_vertexOnly = new Dictionary<(Type, string), JsonConverter>
    {
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
        [(typeof(FunctionResponse), "willContinue")] = new RefusedConverter<bool?>(),
        [(typeof(GenerateContentRequest), "store")] = new RefusedConverter<bool?>(),
        [(typeof(GenerationConfig), "enableEnhancedCivicAnswers")] = new RefusedConverter<bool?>(),
        [(typeof(GenerationConfig), "translationConfig")] = new RefusedConverter<TranslationConfig?>(),
        [(typeof(Part), "partMetadata")] = new RefusedConverter<JsonElement?>(),
        [(typeof(Part), "toolCall")] = new RefusedConverter<ToolCall?>(),
        [(typeof(Part), "toolResponse")] = new RefusedConverter<ToolResponse?>(),
        [(typeof(ReplicatedVoiceConfig), "consentAudio")] = new RefusedConverter<ReadOnlyMemory<byte>?>(),
        [(typeof(ReplicatedVoiceConfig), "voiceConsentSignature")] = new RefusedConverter<VoiceConsentSignature?>(),
        [(typeof(Tool), "fileSearch")] = new RefusedConverter<FileSearch?>(),
        [(typeof(Tool), "mcpServers")] = new RefusedConverter<IReadOnlyList<McpServer>?>(),
        [(typeof(ToolConfig), "includeServerSideToolInvocations")] = new RefusedConverter<bool?>(),
    }.ToFrozenDictionary();

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
