using System.Text.Json.Serialization;

namespace Castor.Engines.Local.Weights;

/// <summary>The generated metadata of pull records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(PullRecord))]
internal sealed partial class PullRecordJsonContext : JsonSerializerContext;
