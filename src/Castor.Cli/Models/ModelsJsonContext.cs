using System.Text.Json.Serialization;

namespace Castor.Cli.Models;

/// <summary>The generated metadata of <c>--json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(PulledModelView))]
[JsonSerializable(typeof(ListedModelView[]))]
[JsonSerializable(typeof(ShownModelView))]
internal sealed partial class ModelsJsonContext : JsonSerializerContext;
