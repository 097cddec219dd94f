using Castor.Protocol;

namespace Castor.Engines;

/// <summary>Folds a stream of chunks into the one answer that a unary call gets.</summary>
public static class ResponseFold
{
    /// <summary>Folds a stream.</summary>
    public static async ValueTask<GenerateContentResponse> FoldAsync(IAsyncEnumerable<GenerateContentResponse> chunks)
    {
        GenerateContentResponse? folded = null;
        await foreach (GenerateContentResponse chunk in chunks)
        {
            folded = chunk;
        }

        return folded ?? new GenerateContentResponse();
    }
}
