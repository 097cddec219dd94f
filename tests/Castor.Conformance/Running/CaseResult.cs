using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Conformance.Running;

/// <summary>One line that a client script printed.</summary>
internal sealed record CaseResult(
    [property: JsonPropertyName("case")] string Case,
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("detail")] JsonElement Detail);
