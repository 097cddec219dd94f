using Castor.Inference.Scheduling;
using Castor.Inference.Tokenization;
using Castor.Protocol;

namespace Castor.Engines.Local.Embeddings;

/// <summary>Embeds with a model in memory.</summary>
/// <param name="runner">What steps the model.</param>
/// <param name="tokenizer">The tokenizer of the same file.</param>
internal sealed class LocalEmbedder(EmbeddingRunner runner, ITokenizer tokenizer)
{
    /// <summary>Embeds a content. One that is too long is cut at its end, as the service does, and its count is what was read.</summary>
    public async Task<EmbedContentResponse> EmbedAsync(EmbedContentRequest request, CancellationToken cancellationToken)
    {
        int[] tokens = Tokens(EmbeddingPrompt.Write(request));
        float[] embedding = await runner.EmbedAsync(tokens, cancellationToken).ConfigureAwait(false);
        return new EmbedContentResponse
        {
            Embedding = new ContentEmbedding { Values = EmbeddingCut.To(embedding, request.OutputDimensionality) },
            UsageMetadata = new EmbeddingUsageMetadata
            {
                PromptTokenCount = tokens.Length,
                PromptTokenDetails = [new ModalityTokenCount { Modality = Modality.Text, TokenCount = tokens.Length }],
            },
        };
    }

    /// <summary>The tokens of a text between the marks of a sequence, as many as fit.</summary>
    public int[] Tokens(string text)
    {
        Vocabulary vocabulary = tokenizer.Vocabulary;
        List<int> tokens = [];
        if (vocabulary.Bos is { } bos && vocabulary.AddsBos)
        {
            tokens.Add(bos);
        }

        tokenizer.Encode(text, tokens);
        int room = runner.ContextLength - (vocabulary.Eos is null ? 0 : 1);
        if (tokens.Count > room)
        {
            tokens.RemoveRange(room, tokens.Count - room);
        }

        if (vocabulary.Eos is { } eos)
        {
            tokens.Add(eos);
        }

        return [.. tokens];
    }
}
