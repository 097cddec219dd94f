using System.Text.Json.Serialization;

namespace Castor.Cli.Keys;

/// <summary>The generated metadata of <c>--json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(KeyView[]))]
internal sealed partial class KeyJsonContext : JsonSerializerContext;
