using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Embeddings;

/// <summary>
/// Embeds without a model: deterministic, of norm 1 at any length, nearer for nearer texts. <c>docs/embeddings.md</c>
/// tells what the vectors are made of.
/// </summary>
public sealed class EmulatorEmbedder : IEmbedder
{
    private const int DefaultLength = 768;
    private const float TaskShare = 0.15f;
    private const float TitleShare = 0.6f;

    /// <inheritdoc/>
    public ValueTask<EmbedContentResponse> EmbedAsync(EmbeddingCall call, CancellationToken cancellationToken)
    {
        EmbedContentRequest request = call.Request;
        EmbeddingTraits lengths = call.Model.Traits.EmbeddingDimensions ?? new EmbeddingTraits { Default = DefaultLength, Max = DefaultLength };
        var vector = new FeatureVector(Math.Clamp(request.OutputDimensionality ?? lengths.Default, 1, Math.Max(1, lengths.Max)));
        AddParts(vector, request.Content?.Parts ?? []);
        TextFeatures.Add(vector, request.Title, TitleShare);
        if (request.TaskType is { } task && task != TaskType.Unspecified)
        {
            var hash = new StableHash();
            hash.Add(task.Value);
            vector.Add(hash.Value, TaskShare);
        }

        PromptUsage usage = PromptUsage.Count(request.Content ?? new Content(), call.Model);
        return ValueTask.FromResult(new EmbedContentResponse
        {
            Embedding = new ContentEmbedding { Values = vector.ToUnit() },
            UsageMetadata = new EmbeddingUsageMetadata { PromptTokenCount = usage.Total, PromptTokenDetails = usage.Details },
        });
    }

    private static void AddParts(FeatureVector vector, IReadOnlyList<Part> parts)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Text is { } text)
            {
                TextFeatures.Add(vector, WithoutInstruction(text), 1);
            }
            else if (parts[i].InlineData is { } blob)
            {
                MediaFeatures.Add(vector, blob.Data.GetValueOrDefault().Span, blob.MimeType ?? "");
            }
            else if (parts[i].FileData is { } file)
            {
                TextFeatures.Add(vector, file.FileUri, 1);
            }
        }
    }

    /// <summary>Newer models take the task as words before the text, as in <c>task: search result | query: ...</c>; those say nothing of it.</summary>
    private static ReadOnlySpan<char> WithoutInstruction(string text)
    {
        int bar = text.StartsWith("task:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("title: none", StringComparison.OrdinalIgnoreCase)
            ? text.IndexOf('|', StringComparison.Ordinal)
            : -1;
        int colon = bar < 0 ? -1 : text.IndexOf(':', bar);
        return colon < 0 ? text : text.AsSpan(colon + 1);
    }
}
