using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary>
/// The root of every message of the wire. Fields that this build does not know are kept when a message is read from
/// another service, so that nothing is lost on the way through; requests of clients are refused for them.
/// </summary>
public abstract record WireMessage
{
    /// <summary>Fields unknown to this build, as they came; null when there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownFields { get; set; }
}
