using Castor.Protocol;

namespace Castor.Engines;

/// <summary>Something that answers generation calls: the emulator, local weights or an upstream service.</summary>
public interface IEngine
{
    /// <summary>The name told in <c>x-castor-engine</c> and used by the catalogue.</summary>
    string Name { get; }

    /// <summary>
    /// Answers a call as a stream of chunks; a unary answer is the fold of that stream. Every chunk carries
    /// <c>modelVersion</c>, <c>responseId</c> and the usage so far; the last one of a candidate carries its finish reason.
    /// </summary>
    /// <exception cref="ApiException">The call cannot be answered, before the first chunk or in mid-stream.</exception>
    /// <exception cref="ConnectionCutException">The connection is to be cut without a word, as a scenario wants it.</exception>
    IAsyncEnumerable<GenerateContentResponse> GenerateAsync(GenerationCall call, CancellationToken cancellationToken);
}
