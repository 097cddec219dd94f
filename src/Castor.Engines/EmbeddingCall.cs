using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines;

/// <summary>A validated embedding request on its way to an engine.</summary>
public sealed record EmbeddingCall
{
    /// <summary>The request as the client sent it.</summary>
    public required EmbedContentRequest Request { get; init; }

    /// <summary>The model that the catalogue found.</summary>
    public required ModelEntry Model { get; init; }

    /// <summary>The service that the client believes to call: failures are told in its words.</summary>
    public ServiceTwin Twin { get; init; }

    /// <summary>Finds a header of the request by name; null where it is absent. Scenarios match on it.</summary>
    public Func<string, string?> FindHeader { get; init; } = static _ => null;
}
