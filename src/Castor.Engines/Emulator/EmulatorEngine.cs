using System.Globalization;
using System.Text;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Dialogue;
using Castor.Engines.Emulator.Embeddings;
using Castor.Engines.Emulator.Thinking;
using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Emulator;

/// <summary>Answers deterministically, without a model: the same request and seed give the same bytes.</summary>
public sealed class EmulatorEngine : IEngine, ITokenCounter, ITokenLister, IEmbedder
{
    private const double LeastSeconds = 10;

    private readonly EmulatorEmbedder _embedder = new();

    /// <inheritdoc/>
    public string Name => "emulator";

    /// <inheritdoc/>
    /// <exception cref="ApiException">The client's deadline is shorter than the Developer API takes any, or a tool is not there.</exception>
    public IAsyncEnumerable<GenerateContentResponse> GenerateAsync(GenerationCall call, CancellationToken cancellationToken)
    {
        if (call.HasDeadline && call.Twin == ServiceTwin.Developer)
        {
            RefuseShort(call.FindHeader(GenerationCall.TimeoutHeader));
        }

        RefuseUnserved(call.Request.Tools);
        return new EmulatedChunks(call, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<CountTokensResponse> CountTokensAsync(GenerationCall call, CancellationToken cancellationToken)
    {
        PromptUsage usage = PromptUsage.Count(call.Request, call.Model, call.Twin);
        return ValueTask.FromResult(
            usage.Total > 0 ? new CountTokensResponse { TotalTokens = usage.Total, PromptTokensDetails = usage.Details } : new CountTokensResponse());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TextToken>> ListTokensAsync(ModelEntry model, string text, CancellationToken cancellationToken)
    {
        var tokens = new List<TextToken>();
        for (int start = 0; TextTokens.TryNext(text.AsSpan(start), out int length); start += length)
        {
            string token = text.Substring(start, length);
            tokens.Add(new TextToken(TokenIds.Of(token), Encoding.UTF8.GetBytes(token)));
        }

        return ValueTask.FromResult<IReadOnlyList<TextToken>>(tokens);
    }

    /// <inheritdoc/>
    public ValueTask<EmbedContentResponse> EmbedAsync(EmbeddingCall call, CancellationToken cancellationToken) =>
        _embedder.EmbedAsync(call, cancellationToken);

    /// <summary>There are no stores to search, and no servers are called: the answer would only look as if.</summary>
    private static void RefuseUnserved(IReadOnlyList<Tool>? tools)
    {
        for (int i = 0; i < (tools?.Count ?? 0); i++)
        {
            string? field = tools![i].FileSearch is not null ? "file_search" : tools[i].McpServers is { Count: > 0 } ? "mcp_servers" : null;
            if (field is not null)
            {
                throw ApiException.Unimplemented($"tools[{i}].{field}");
            }
        }
    }

    private static void RefuseShort(string? timeout)
    {
        if (double.TryParse(timeout, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds < LeastSeconds)
        {
            throw ApiException.InvalidArgument(string.Create(
                CultureInfo.InvariantCulture, $"Manually set deadline {seconds:0.###}s is too short. Minimum allowed deadline is {LeastSeconds}s."));
        }
    }

    /// <summary>Makes up the whole answer to a call.</summary>
    internal static AnswerWriter Answer(GenerationCall asked)
    {
        GenerateContentRequest request = ResponseFormats.Unfold(asked.Request);
        GenerationCall call = ReferenceEquals(request, asked.Request) ? asked : asked with { Request = request };
        GenerationConfig? config = request.GenerationConfig;
        ulong seed = EmulatorSeed.Of(call);
        ModelProfile profile = ModelProfile.Of(call.Model);
        ThinkingPlan thinking = ThinkingPlan.For(request, call.Model, seed).Within(config?.MaxOutputTokens);
        var plan = new AnswerPlan(call, profile, thinking);
        var candidates = new CandidateAnswer[Math.Max(1, config?.CandidateCount ?? 1)];
        for (int i = 0; i < candidates.Length; i++)
        {
            candidates[i] = plan.Write(EmulatorRandom.Mix(seed + (ulong)i));
        }

        var usage = new AnswerUsage(PromptUsage.Count(request, call.Model, call.Twin), profile, request.ServiceTier);
        return new AnswerWriter(profile, usage, candidates, thinking.Tokens, ResponseId.Of(seed), new Logprobs(config), tellsAverages: profile.IsSecondGeneration || call.Twin == ServiceTwin.Vertex);
    }
}
