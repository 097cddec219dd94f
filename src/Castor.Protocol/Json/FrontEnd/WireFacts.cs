using System.Collections.Frozen;
using Castor.Protocol.ApiKeys;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>What the proto files tell of the messages and the records' own types do not.</summary>
internal static class WireFacts
{
    private static readonly FrozenDictionary<Type, string> s_messageNames = new Dictionary<Type, string>
    {
        [typeof(ApiKeyResource)] = "Key",
        [typeof(ApiKeyResourceRestrictions)] = "Restrictions",
        [typeof(GoogleSearch)] = "Tool.GoogleSearch",
        [typeof(ComputerUse)] = "Tool.ComputerUse",
        [typeof(SearchTypes)] = "Tool.GoogleSearch.SearchTypes",
        [typeof(EnterpriseWebSearch)] = "Tool.EnterpriseWebSearch",
        [typeof(ImageOutputOptions)] = "ImageConfig.ImageOutputOptions",
        [typeof(PartMediaResolution)] = "MediaResolution",
        [typeof(Interval)] = "google.type.Interval",
        [typeof(LatLng)] = "google.type.LatLng",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<(Type, string), string> s_oneofs = new Dictionary<(Type, string), string>
    {
        [(typeof(ApiKeyResourceRestrictions), "browserKeyRestrictions")] = "client_restrictions",
        [(typeof(ApiKeyResourceRestrictions), "serverKeyRestrictions")] = "client_restrictions",
        [(typeof(ApiKeyResourceRestrictions), "androidKeyRestrictions")] = "client_restrictions",
        [(typeof(ApiKeyResourceRestrictions), "iosKeyRestrictions")] = "client_restrictions",
        [(typeof(Part), "text")] = "data",
        [(typeof(Part), "inlineData")] = "data",
        [(typeof(Part), "functionCall")] = "data",
        [(typeof(Part), "functionResponse")] = "data",
        [(typeof(Part), "fileData")] = "data",
        [(typeof(Part), "executableCode")] = "data",
        [(typeof(Part), "codeExecutionResult")] = "data",
        [(typeof(Part), "toolCall")] = "data",
        [(typeof(Part), "toolResponse")] = "data",
        [(typeof(FunctionResponsePart), "inlineData")] = "data",
        [(typeof(FunctionResponsePart), "fileData")] = "data",
        [(typeof(VoiceConfig), "prebuiltVoiceConfig")] = "voice_config",
        [(typeof(VoiceConfig), "replicatedVoiceConfig")] = "voice_config",
        [(typeof(VoiceConfig), "voice")] = "voice_config",
        [(typeof(PartMediaResolution), "level")] = "value",
        [(typeof(PartMediaResolution), "numTokens")] = "value",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<(Type, string), string> s_fieldTypes = new Dictionary<(Type, string), string>
    {
        [(typeof(Tool), "codeExecution")] = "CodeExecution",
        [(typeof(AudioTranscriptionConfig), "languageAuto")] = "AudioTranscriptionConfig.LanguageAuto",
        [(typeof(Tool), "urlContext")] = "UrlContext",
        [(typeof(SearchTypes), "webSearch")] = "Tool.GoogleSearch.WebSearch",
        [(typeof(SearchTypes), "imageSearch")] = "Tool.GoogleSearch.ImageSearch",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<(Type, string), EnumDescriptor> s_fieldEnums = new Dictionary<(Type, string), EnumDescriptor>
    {
        [(typeof(GenerationConfig), "responseModalities")] = new(
            "GenerationConfig.Modality",
            [(0, "MODALITY_UNSPECIFIED"), (1, "TEXT"), (2, "IMAGE"), (3, "AUDIO"), (4, "VIDEO")]),
    }.ToFrozenDictionary();

    // The older of the two fields for JSON Schema has taken the plain proto name; clients that send it mean either.
    private static readonly FrozenDictionary<(Type, string), string> s_protoNames = new Dictionary<(Type, string), string>
    {
        [(typeof(GenerationConfig), "_responseJsonSchema")] = "_responseJsonSchema",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<(Type, string)> s_structs = new HashSet<(Type, string)>
    {
        (typeof(FunctionCall), "args"),
        (typeof(FunctionResponse), "response"),
        (typeof(Part), "partMetadata"),
        (typeof(ToolCall), "args"),
        (typeof(ToolResponse), "response"),
        (typeof(GenerationConfig), "routingConfig"),
        (typeof(GenerationConfig), "modelConfig"),
        (typeof(GoogleMaps), "authConfig"),
        (typeof(GoogleMaps), "groundingTypes"),
        (typeof(Tool), "retrieval"),
        (typeof(Tool), "exaAiSearch"),
        (typeof(Tool), "parallelAiSearch"),
    }.ToFrozenSet();

    /// <summary>The proto name of a message type.</summary>
    public static string MessageName(Type type) => s_messageNames.GetValueOrDefault(type, type.Name);

    /// <summary>The proto type of a field whose record type serves several; null elsewhere.</summary>
    public static string? FieldType(Type owner, string jsonName) => s_fieldTypes.GetValueOrDefault((owner, jsonName));

    /// <summary>The enumeration of a field that takes fewer names than its record type has; null elsewhere.</summary>
    public static EnumDescriptor? FieldEnum(Type owner, string jsonName) => s_fieldEnums.GetValueOrDefault((owner, jsonName));

    /// <summary>The proto name of a field, where it does not follow from the JSON name.</summary>
    public static string? ProtoName(Type owner, string jsonName) => s_protoNames.GetValueOrDefault((owner, jsonName));

    /// <summary>The oneof that a field is in; null for none.</summary>
    public static string? Oneof(Type owner, string jsonName) => s_oneofs.GetValueOrDefault((owner, jsonName));

    /// <summary>Whether a field of any JSON takes objects only.</summary>
    public static bool IsStruct(Type owner, string jsonName) => s_structs.Contains((owner, jsonName));
}
