using System.Buffers;
using System.Runtime.CompilerServices;
using Castor.Engines.Scenarios.Answers;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Scenarios.Faults;

/// <summary>Lets an answer go wrong as a plan has it.</summary>
/// <param name="plan">What goes wrong.</param>
/// <param name="context">The call.</param>
/// <param name="time">The clock that waits.</param>
internal sealed class FaultyStream(FaultPlan plan, TemplateContext context, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _due;

    public TemplateContext Context { get; } = context;

    /// <summary>Lets an answer go wrong that comes as a whole.</summary>
    public async ValueTask WholeAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        await BreakAsync(int.MaxValue, cancellationToken);
    }

    /// <summary>Waits for what the plan has before anything comes, and refuses where it refuses.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(plan.Latency?.First ?? TimeSpan.Zero, cancellationToken);
        if (plan.HangAfter == 0)
        {
            await HangAsync(cancellationToken);
        }

        if (plan.Refusal is not null)
        {
            throw plan.Refusal.ToException(Context);
        }
    }

    /// <summary>Passes the chunks on until something goes wrong. A unary answer has one chunk, which any number of chunks leaves out.</summary>
    public async IAsyncEnumerable<GenerateContentResponse> PlayAsync(
        IAsyncEnumerable<GenerateContentResponse> chunks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int passed = Context.Facts.Streamed ? 0 : int.MaxValue - 1;
        int tokens = 0;
        bool first = true;
        await foreach (GenerateContentResponse chunk in chunks.WithCancellation(cancellationToken))
        {
            int now = Generated(chunk);
            await WaitAsync((first ? TimeSpan.Zero : plan.Latency?.PerChunk ?? TimeSpan.Zero) + PerToken(now - tokens), cancellationToken);
            tokens = Math.Max(now, tokens);
            first = false;
            await BreakAsync(passed, cancellationToken);
            if (plan.MalformedAfter <= passed && (Context.Facts.Streamed is false || plan.MalformedAfter == passed))
            {
                yield return Malformed(chunk);
            }
            else
            {
                yield return plan.NoFinishReason ? WithoutFinish(chunk) : chunk;
            }

            passed += Context.Facts.Streamed ? 1 : 0;
        }

        // An answer shorter than the plan breaks at its end.
        await BreakAsync(int.MaxValue, cancellationToken);
    }

    private async ValueTask BreakAsync(int passed, CancellationToken cancellationToken)
    {
        if (plan.HangAfter <= passed)
        {
            await HangAsync(cancellationToken);
        }

        if (plan.ErrorAfter <= passed && plan.Error is not null)
        {
            throw plan.Error.ToException(Context);
        }

        if (plan.CutAfter <= passed)
        {
            throw new ConnectionCutException();
        }
    }

    /// <summary>Waits until so much later than the last wait was to end, so that what single waits are late by does not add up.</summary>
    private ValueTask WaitAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        _due += span;
        TimeSpan left = span <= TimeSpan.Zero ? TimeSpan.Zero : _due - time.GetElapsedTime(_start);
        return left <= TimeSpan.Zero ? ValueTask.CompletedTask : new ValueTask(Task.Delay(left, time, cancellationToken));
    }

    private Task HangAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);

    private TimeSpan PerToken(int tokens) => plan.Latency is { } latency && tokens > 0 ? latency.PerToken * tokens : TimeSpan.Zero;

    private static int Generated(GenerateContentResponse chunk) =>
        (chunk.UsageMetadata?.CandidatesTokenCount ?? 0) + (chunk.UsageMetadata?.ThoughtsTokenCount ?? 0);

    private static GenerateContentResponse WithoutFinish(GenerateContentResponse chunk) =>
        chunk with { Candidates = chunk.Candidates is null ? null : [.. chunk.Candidates.Select(c => c with { FinishReason = null, FinishMessage = null })] };

    /// <summary>The chunk with its JSON cut in the middle.</summary>
    private static GenerateContentResponse Malformed(GenerateContentResponse chunk)
    {
        var json = new ArrayBufferWriter<byte>();
        WireJson.Write(json, chunk with { RawJson = null }, JsonStyle.Spaced);
        return chunk with { RawJson = json.WrittenSpan[..(json.WrittenCount / 2)].ToArray() };
    }
}
