using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Writes a JSON tree without reflection.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class PatchJsonContext : JsonSerializerContext;
