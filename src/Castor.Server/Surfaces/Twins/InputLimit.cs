using System.Globalization;
using System.Text;
using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Surfaces.Twins;

/// <summary>Cuts a text to what the model reads before it is embedded, or refuses it, as <c>autoTruncate</c> says.</summary>
internal static class InputLimit
{
    /// <summary>The request with no more text than the model reads, and whether any was cut.</summary>
    /// <exception cref="ApiException">There is more, and it must not be cut.</exception>
    public static async ValueTask<(EmbedContentRequest Request, bool Truncated)> FitAsync(
        EmbedContentRequest request, ModelEntry model, IEngine engine, CancellationToken cancellationToken)
    {
        // No token is shorter than a byte of UTF-8, so that most texts need no count.
        int limit = model.Model.InputTokenLimit ?? int.MaxValue;
        if (request.Content!.Parts is not [{ Text: { } text }] || Encoding.UTF8.GetByteCount(text) <= limit || engine is not ITokenLister lister)
        {
            return (request, false);
        }

        IReadOnlyList<TextToken> tokens = await lister.ListTokensAsync(model, text, cancellationToken);
        if (tokens.Count <= limit)
        {
            return (request, false);
        }

        if (request.AutoTruncate == false)
        {
            throw ApiException.InvalidArgument(string.Create(
                CultureInfo.InvariantCulture,
                $"Unable to submit request because the input token count is {tokens.Count} but the model supports up to {limit}. "
                + $"Reduce the input token count and try again."));
        }

        string kept = Encoding.UTF8.GetString([.. tokens.Take(limit).SelectMany(token => token.Bytes.ToArray())]).TrimEnd('\uFFFD');
        return (request with { Content = request.Content with { Parts = [new Part { Text = kept }] } }, true);
    }
}
