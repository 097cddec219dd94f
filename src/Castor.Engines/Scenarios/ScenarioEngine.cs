using System.Runtime.CompilerServices;
using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Tokens;
using Castor.Engines.Scenarios.Answers;
using Castor.Engines.Scenarios.Faults;
using Castor.Engines.Scenarios.Matching;
using Castor.Protocol;

namespace Castor.Engines.Scenarios;

/// <summary>Lets the scenarios of a folder answer where one matches, and the engine behind it where none does.</summary>
/// <param name="inner">The engine that answers otherwise; its name is told.</param>
/// <param name="folder">The scenarios.</param>
/// <param name="time">The clock of latencies.</param>
public sealed class ScenarioEngine(IEngine inner, ScenarioFolder folder, TimeProvider time) : IEngine, ITokenCounter, ITokenLister, IEmbedder
{
    /// <summary>The header that picks a scenario by its name, or none of them.</summary>
    public const string HeaderName = "x-castor-scenario";

    private const string NoScenario = "none";

    private static readonly ScriptedAnswer s_emptyCandidate = new() { Candidates = [new CandidatePlan { Groups = [] }] };

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public IAsyncEnumerable<GenerateContentResponse> GenerateAsync(GenerationCall call, CancellationToken cancellationToken)
    {
        ScenarioSnapshot now = folder.Snapshot;
        string? named = call.FindHeader(HeaderName);
        if (named is null && now.Set.Count == 0)
        {
            return inner.GenerateAsync(call, cancellationToken);
        }

        CallMethods method = call.Streamed ? CallMethods.StreamGenerateContent : CallMethods.GenerateContent;
        var facts = new CallFacts(method, call.Model, call.Request, call.FindHeader, call.Twin);
        try
        {
            return Choose(now, named, facts) switch
            {
                null => inner.GenerateAsync(call, cancellationToken),

                // What most tests want: an answer at once, as a whole.
                { Plan.Strikes: false, OverQuota: null, Answer: ScriptedAnswer scripted } turn when !call.Streamed =>
                    new SingleChunk(ScriptedPlayer.Whole(scripted, turn.ToContext(facts))),
                { } turn => PlayAsync(turn, facts, call, cancellationToken),
            };
        }
        catch (ApiException exception)
        {
            return Fail(exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<CountTokensResponse> CountTokensAsync(GenerationCall call, CancellationToken cancellationToken)
    {
        var facts = new CallFacts(CallMethods.CountTokens, call.Model, call.Request, call.FindHeader, call.Twin);
        if (Choose(folder.Snapshot, call.FindHeader(HeaderName), facts) is { } turn)
        {
            await Enter(turn, facts).WholeAsync(cancellationToken);
            if (turn.Answer is TokenCountAnswer answer)
            {
                return answer.TotalTokens > 0
                    ? new CountTokensResponse { TotalTokens = answer.TotalTokens, PromptTokensDetails = PromptUsage.TextDetails(answer.TotalTokens) }
                    : new CountTokensResponse();
            }
        }

        ITokenCounter counter = inner as ITokenCounter ?? throw ApiException.Unimplemented();
        return await counter.CountTokensAsync(call, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<EmbedContentResponse> EmbedAsync(EmbeddingCall call, CancellationToken cancellationToken)
    {
        var request = new GenerateContentRequest { Contents = call.Request.Content is { } content ? [content] : [] };
        var facts = new CallFacts(CallMethods.EmbedContent, call.Model, request, call.FindHeader, call.Twin);
        if (Choose(folder.Snapshot, call.FindHeader(HeaderName), facts) is { } turn)
        {
            await Enter(turn, facts).WholeAsync(cancellationToken);
            if (turn.Answer is EmbeddingAnswer answer)
            {
                return new EmbedContentResponse
                {
                    Embedding = new ContentEmbedding { Values = answer.Values },
                    UsageMetadata = new EmbeddingUsageMetadata { PromptTokenCount = PromptUsage.Count(request, call.Model).Total },
                };
            }
        }

        IEmbedder embedder = inner as IEmbedder ?? throw ApiException.Unimplemented();
        return await embedder.EmbedAsync(call, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TextToken>> ListTokensAsync(ModelEntry model, string text, CancellationToken cancellationToken) =>
        inner is ITokenLister lister ? lister.ListTokensAsync(model, text, cancellationToken) : throw ApiException.Unimplemented();

    private static ScenarioTurn? Choose(ScenarioSnapshot now, string? named, CallFacts facts)
    {
        if (named is not null)
        {
            return named == NoScenario ? null : ChooseByName(now, named, facts);
        }

        IReadOnlyList<Scenario> scenarios = now.Set.Scenarios;
        for (int i = 0; i < scenarios.Count; i++)
        {
            if (scenarios[i].Matches(facts) && now.Counters[i].Take(facts) is { } turn)
            {
                return turn;
            }
        }

        return null;
    }

    private static ScenarioTurn? ChooseByName(ScenarioSnapshot now, string name, CallFacts facts)
    {
        int index = now.Set.IndexOf(name);
        if (index < 0)
        {
            throw ApiException.InvalidArgument($"There is no scenario '{name}', which the header {HeaderName} names.{now.Set.Hint(name)}");
        }

        // Clients set a header for all their calls; those of other methods than the scenario's go on to the engine.
        Scenario scenario = now.Set.Scenarios[index];
        if ((scenario.Methods & facts.Method) == 0)
        {
            return null;
        }

        // The match is only asked for its groups here, which templates may speak of.
        scenario.Matches(facts);
        return now.Counters[index].Take(facts);
    }

    private FaultyStream Enter(ScenarioTurn turn, CallFacts facts)
    {
        TemplateContext context = turn.ToContext(facts);
        if (turn.OverQuota is { } quota)
        {
            throw ScriptedError.OfQuota(quota.Rule, quota.RetryAfter, context);
        }

        if (turn.Answer is null && !turn.Plan.Strikes)
        {
            throw new ApiException(
                ApiStatus.FailedPrecondition,
                $"The scenario '{turn.Scenario.Name}' has given its {turn.Scenario.SequenceLength} answers, and 'repeat: error' wants no more calls.");
        }

        return new FaultyStream(turn.Plan, context, time);
    }

    private async IAsyncEnumerable<GenerateContentResponse> PlayAsync(
        ScenarioTurn turn, CallFacts facts, GenerationCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What is scripted takes any deadline, so that tests of deadlines need not wait for the shortest that the service takes.
        call = call.HasDeadline ? call with { HasDeadline = false } : call;
        FaultyStream stream = Enter(turn, facts);
        await stream.BeginAsync(cancellationToken);
        IAsyncEnumerable<GenerateContentResponse> chunks = AnswerAsync(turn, stream.Context, call, cancellationToken);
        await foreach (GenerateContentResponse chunk in turn.Plan.TouchesChunks ? stream.PlayAsync(chunks, cancellationToken) : chunks)
        {
            yield return chunk;
        }
    }

    private IAsyncEnumerable<GenerateContentResponse> AnswerAsync(
        ScenarioTurn turn, TemplateContext context, GenerationCall call, CancellationToken cancellationToken) =>
        turn switch
        {
            { Plan.EmptyCandidate: true } => ListAsync(ScriptedPlayer.Play(s_emptyCandidate, context)),
            { Answer: ScriptedAnswer scripted } => ListAsync(ScriptedPlayer.Play(scripted, context)),
            { Answer: RawAnswer raw } => ListAsync(RawChunks.Of(raw, call.Streamed)),
            { Answer: PassthroughAnswer { Patch: { } patch } } => PatchAsync(inner.GenerateAsync(call, cancellationToken), patch),
            _ => inner.GenerateAsync(call, cancellationToken),
        };

    private static async IAsyncEnumerable<GenerateContentResponse> PatchAsync(IAsyncEnumerable<GenerateContentResponse> chunks, JsonElement wanted)
    {
        var patch = new ResponsePatch(wanted);
        GenerateContentResponse? held = null;
        await foreach (GenerateContentResponse chunk in chunks)
        {
            // One chunk is held back, since the last one is patched in another way and nobody tells it beforehand.
            if (held is not null)
            {
                yield return patch.Apply(held, last: false);
            }

            held = chunk;
        }

        if (held is not null)
        {
            yield return patch.Apply(held, last: true);
        }
    }

#pragma warning disable CS1998 // An asynchronous sequence of what needs no waiting.
    private static async IAsyncEnumerable<GenerateContentResponse> ListAsync(IEnumerable<GenerateContentResponse> chunks)
    {
        foreach (GenerateContentResponse chunk in chunks)
        {
            yield return chunk;
        }
    }

    private static async IAsyncEnumerable<GenerateContentResponse> Fail(ApiException exception)
    {
        yield return exception is null ? new GenerateContentResponse() : throw exception;
    }
#pragma warning restore CS1998
}
