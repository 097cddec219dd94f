using System.Text.Json.Serialization;

namespace Castor.Cli.Models.Hub;

/// <summary>The generated metadata of what the hub's API answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TreeEntry[]))]
internal sealed partial class HubJsonContext : JsonSerializerContext;
