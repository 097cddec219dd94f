using Castor.Protocol;

namespace Castor.Engines;

/// <summary>An engine that embeds contents.</summary>
public interface IEmbedder
{
    /// <summary>Embeds one content; the vector has the requested length and the Euclidean norm 1.</summary>
    ValueTask<EmbedContentResponse> EmbedAsync(EmbeddingCall call, CancellationToken cancellationToken);
}
