using Castor.Engines.Catalog;

namespace Castor.Engines;

/// <summary>An engine that tells the tokens of a text one by one.</summary>
public interface ITokenLister
{
    /// <summary>The tokens of a text, in order; their bytes put together are its UTF-8.</summary>
    /// <param name="model">The model whose tokens are asked for.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Cancels the wait for a model that must be loaded first.</param>
    ValueTask<IReadOnlyList<TextToken>> ListTokensAsync(ModelEntry model, string text, CancellationToken cancellationToken);
}
