using Castor.Engines.Catalog;
using Castor.Inference.Scheduling;
using Castor.Protocol;

namespace Castor.Engines;

/// <summary>A validated generation request on its way to an engine.</summary>
public sealed record GenerationCall
{
    /// <summary>The request as the client sent it.</summary>
    public required GenerateContentRequest Request { get; init; }

    /// <summary>The model that the catalogue found.</summary>
    public required ModelEntry Model { get; init; }

    /// <summary>Whether the answer is streamed to the client.</summary>
    public bool Streamed { get; init; }

    /// <summary>The service that the client believes to call: failures are told in its words.</summary>
    public ServiceTwin Twin { get; init; }

    /// <summary>How long the client lets the service take, as it says by <c>X-Server-Timeout</c>; null where it says nothing. Cancellation comes with it.</summary>
    public TimeSpan? ServerTimeout { get; init; }

    /// <summary>Is told where the time went, by an engine that measures it, when the answer ends or is given up.</summary>
    public Action<GenerationTimings>? NoteTimings { get; init; }

    /// <summary>Finds a header of the request by name; null where it is absent. Scenarios match on it.</summary>
    public Func<string, string?> FindHeader { get; init; } = static _ => null;
}
