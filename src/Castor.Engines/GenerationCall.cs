using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines;

/// <summary>A validated generation request on its way to an engine.</summary>
public sealed record GenerationCall
{
    /// <summary>The header of a client's deadline, in seconds.</summary>
    public const string TimeoutHeader = "X-Server-Timeout";

    /// <summary>The request as the client sent it.</summary>
    public required GenerateContentRequest Request { get; init; }

    /// <summary>The model that the catalogue found.</summary>
    public required ModelEntry Model { get; init; }

    /// <summary>Whether the answer is streamed to the client.</summary>
    public bool Streamed { get; init; }

    /// <summary>Whether the client says by <see cref="TimeoutHeader"/> how long the service may take; cancellation comes with it.</summary>
    public bool HasDeadline { get; init; }

    /// <summary>The service that the client believes to call: failures are told in its words.</summary>
    public ServiceTwin Twin { get; init; }

    /// <summary>Finds a header of the request by name; null where it is absent. Scenarios match on it.</summary>
    public Func<string, string?> FindHeader { get; init; } = static _ => null;
}
