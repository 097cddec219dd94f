using System.Text.Json.Serialization;

namespace Castor.Storage.Keys;

/// <summary>The generated metadata of what is stored as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApiKeyRestrictions))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ApiKeyJsonContext : JsonSerializerContext;
