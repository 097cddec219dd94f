using System.Runtime.CompilerServices;
using Castor.Engines.Catalog;
using Castor.Engines.Local.Answers;
using Castor.Engines.Local.Embeddings;
using Castor.Engines.Local.Requests;
using Castor.Engines.Local.Weights;
using Castor.Inference.Chat;
using Castor.Inference.Gguf;
using Castor.Inference.Residency;
using Castor.Inference.Scheduling;
using Castor.Inference.Tokenization;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Local;

/// <summary>Answers with open weights that run in this process.</summary>
/// <param name="shelf">The models in memory.</param>
public sealed class LocalEngine(ModelShelf shelf) : IEngine, ITokenCounter, ITokenLister, IEmbedder
{
    /// <summary>The engine's name in the catalogue.</summary>
    public const string EngineName = "local";

    private static readonly TimeSpan s_leastRetry = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <summary>Is told where the time of each answer went, when it ends or is given up.</summary>
    public Action<GenerationTimings>? NoteTimings { get; init; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<GenerateContentResponse> GenerateAsync(
        GenerationCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using ModelLease<LoadedModel> lease = await AcquireAsync(call.Model, cancellationToken).ConfigureAwait(false);
        LoadedModel model = lease.Model;
        if (model.Template is null)
        {
            throw new ApiException(ApiStatus.FailedPrecondition, $"The weights of '{call.Model.Id}' embed, and generate nothing.");
        }

        call = call with { Request = ResponseFormats.Unfold(call.Request) };
        GenerationConfig? config = call.Request.GenerationConfig;
        UnsupportedRequests.Refuse(call.Request);
        ChatPrompt prompt = Read(call);
        using GenerationStream stream = Start(model, call, prompt, cancellationToken);
        try
        {
            ulong seed = AnswerSeed.Of(call);
            CandidateReader[] candidates = [.. Enumerable.Range(0, Math.Max(1, config?.CandidateCount ?? 1))
                .Select(i => new CandidateReader(i, model.Template.ReadAnswer(prompt), model.Tokenizer.Vocabulary, call, seed))];
            string responseId = ResponseId.Of(seed);
            int told = 0;
            while (told < candidates.Length && await WaitAsync(stream, cancellationToken).ConfigureAwait(false))
            {
                while (stream.TryRead(out GeneratedToken token))
                {
                    candidates[token.Candidate].Add(token);
                }

                bool allEnded = Array.TrueForAll(candidates, c => c.FinishReason is not null);
                if (!call.Streamed && !allEnded)
                {
                    continue;
                }

                Candidate[] news = [.. candidates.Where(c => c.HasNews || (allEnded && c.FinishReason is not null)).Select(c => c.Take())];
                if (news.Length > 0)
                {
                    yield return new GenerateContentResponse
                    {
                        Candidates = news,
                        UsageMetadata = LocalUsage.Of(stream, candidates),
                        ModelVersion = call.Model.ModelVersion,
                        ResponseId = responseId,
                    };
                }

                told = allEnded ? candidates.Length : 0;
            }
        }
        finally
        {
            NoteTimings?.Invoke(stream.Timings);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<CountTokensResponse> CountTokensAsync(GenerationCall call, CancellationToken cancellationToken)
    {
        using ModelLease<LoadedModel> lease = await AcquireAsync(call.Model, cancellationToken).ConfigureAwait(false);
        LoadedModel model = lease.Model;
        int count = model.Embedder?.Tokens(EmbeddingPrompt.TextOf(call.Request.Contents)).Length ?? Render(model, Read(call)).Count;
        return new CountTokensResponse { TotalTokens = count, PromptTokensDetails = LocalUsage.Text(count) };
    }

    /// <inheritdoc/>
    public async ValueTask<EmbedContentResponse> EmbedAsync(EmbeddingCall call, CancellationToken cancellationToken)
    {
        using ModelLease<LoadedModel> lease = await AcquireAsync(call.Model, cancellationToken).ConfigureAwait(false);
        LocalEmbedder embedder = lease.Model.Embedder
            ?? throw new ApiException(ApiStatus.FailedPrecondition, $"The weights of '{call.Model.Id}' generate text and embed nothing.");
        try
        {
            return await embedder.EmbedAsync(call.Request, cancellationToken).ConfigureAwait(false);
        }
        catch (RunnerBusyException e)
        {
            throw Busy(e);
        }
        catch (ObjectDisposedException)
        {
            throw Stopping();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<TextToken>> ListTokensAsync(ModelEntry model, string text, CancellationToken cancellationToken)
    {
        using ModelLease<LoadedModel> lease = await AcquireAsync(model, cancellationToken).ConfigureAwait(false);
        ITokenizer tokenizer = lease.Model.Tokenizer;
        List<int> ids = [];
        tokenizer.Encode(text, ids);
        return [.. ids.Select(id => new TextToken(id, tokenizer.Vocabulary.BytesOf(id).ToArray()))];
    }

    private static ChatPrompt Read(GenerationCall call) => ConversationReader.Read(call.Request, BudgetOf(call) != 0);

    private static int? BudgetOf(GenerationCall call) =>
        ThoughtBudget.Of(call.Request.GenerationConfig?.ThinkingConfig, call.Model.Traits.Thinking);

    private static GenerationStream Start(LoadedModel model, GenerationCall call, ChatPrompt prompt, CancellationToken cancellationToken)
    {
        GenerationConfig? config = call.Request.GenerationConfig;
        try
        {
            return model.Runner!.Generate(
                new GenerationRequest
                {
                    Prompt = Render(model, prompt).ToArray(),
                    Sampling = SamplingReader.Read(config, call.Model, model.Tokenizer.Vocabulary),
                    MaxTokens = config?.MaxOutputTokens ?? call.Model.Model.OutputTokenLimit ?? int.MaxValue,
                    CandidateCount = Math.Max(1, config?.CandidateCount ?? 1),
                    IsEnd = model.Tokenizer.Vocabulary.IsEndOfGeneration,
                    Constraint = model.Template!.LimitThoughts(prompt, BudgetOf(call), model.Grammars!.Constrain(call.Request, prompt)),
                },
                cancellationToken);
        }
        catch (ContextOverflowException e)
        {
            throw ApiException.InvalidArgument(
                $"The input token count ({e.PromptTokenCount}) exceeds the maximum number of tokens allowed ({e.ContextLength}).");
        }
        catch (RunnerBusyException e)
        {
            throw Busy(e);
        }
        catch (ObjectDisposedException)
        {
            throw Stopping();
        }
    }

    // What the server ran ends with it.
    private static ApiException Stopping() => new(ApiStatus.Unavailable, "The service is currently unavailable.");

    private static ApiException Busy(RunnerBusyException e) => Overloaded(e.RetryAfter);

    private static ApiException Overloaded(TimeSpan? retryAfter)
    {
        const string Text = "The model is overloaded. Please try again later.";
        return retryAfter is { } delay
            ? new ApiException(ApiStatus.Unavailable, Text, new RetryInfo { RetryDelay = ProtoDuration.FromTimeSpan(delay) })
            : new ApiException(ApiStatus.Unavailable, Text);
    }

    private static async ValueTask<bool> WaitAsync(GenerationStream stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            throw Stopping();
        }
    }

    private static List<int> Render(LoadedModel model, ChatPrompt prompt)
    {
        List<int> tokens = [];
        model.Template!.Render(prompt, tokens);
        return tokens;
    }

    private async Task<ModelLease<LoadedModel>> AcquireAsync(ModelEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await shelf.AcquireAsync(entry.Weights ?? entry.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ObjectDisposedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Stopping();
        }
        catch (ModelMemoryException e) when (e.IsTemporary)
        {
            // Not sooner than a second: what lets go of a model, a count or an answer's last token, is told by no estimate.
            throw Overloaded(e.RetryAfter is { } delay && delay < s_leastRetry ? s_leastRetry : e.RetryAfter);
        }
        catch (Exception e) when (e is LocalModelException or GgufException or FileNotFoundException or ModelMemoryException)
        {
            throw new ApiException(ApiStatus.FailedPrecondition, $"The weights of '{entry.Id}' cannot be used: {e.Message}");
        }
    }
}
