using System.Runtime.CompilerServices;
using Castor.Protocol;

namespace Castor.Engines.Tests.Scenarios;

/// <summary>The engine behind the scenarios: answers in two chunks and counts how often it was asked.</summary>
internal sealed class PlainEngine : IEngine, ITokenCounter, IEmbedder
{
    public const string Text = "plain answer";

    public string Name => "plain";

    public int Calls { get; private set; }

    public async IAsyncEnumerable<GenerateContentResponse> GenerateAsync(
        GenerationCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Calls++;
        await Task.CompletedTask;
        yield return Chunk("plain ", null, 1);
        yield return Chunk("answer", FinishReason.Stop, 2);
    }

    public ValueTask<CountTokensResponse> CountTokensAsync(GenerationCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new CountTokensResponse { TotalTokens = 3 });

    public ValueTask<EmbedContentResponse> EmbedAsync(EmbeddingCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new EmbedContentResponse { Embedding = new ContentEmbedding { Values = [1] } });

    private static GenerateContentResponse Chunk(string text, FinishReason? finish, int tokens) => new()
    {
        Candidates = [new Candidate { Content = new Content { Parts = [new Part { Text = text }], Role = "model" }, FinishReason = finish, Index = 0 }],
        UsageMetadata = new UsageMetadata { PromptTokenCount = 4, CandidatesTokenCount = tokens, TotalTokenCount = 4 + tokens },
        ModelVersion = "plain-1",
        ResponseId = "plain-id",
    };
}
