using Castor.Protocol;

namespace Castor.Server.Surfaces;

/// <summary>How a dialect writes a streamed answer.</summary>
internal interface IAnswerStream
{
    /// <summary>Whether the status is out, so that a failure can only be told in the stream.</summary>
    bool Started { get; }

    /// <summary>The chunks as this answer has them.</summary>
    IAsyncEnumerable<GenerateContentResponse> Shape(IAsyncEnumerable<GenerateContentResponse> chunks);

    /// <summary>Sets the headers.</summary>
    void Start(string engine);

    /// <summary>Writes and flushes a chunk; false when the client is gone.</summary>
    ValueTask<bool> WriteAsync(GenerateContentResponse chunk, CancellationToken cancellationToken);

    /// <summary>Tells of a failure in mid-stream.</summary>
    Task WriteErrorAsync(ApiException exception);

    /// <summary>Ends the answer.</summary>
    ValueTask CompleteAsync();
}
