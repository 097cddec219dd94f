using System.Text.Json.Serialization;

namespace Castor.Cli.Bench;

/// <summary>The JSON of <c>castor bench --json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BenchRow))]
[JsonSerializable(typeof(LoadRow))]
internal sealed partial class BenchJsonContext : JsonSerializerContext;
