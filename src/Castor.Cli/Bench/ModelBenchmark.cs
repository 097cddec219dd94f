using System.Diagnostics;
using Castor.Inference.KvCaches;
using Castor.Inference.Models;
using Castor.Inference.Sampling;

namespace Castor.Cli.Bench;

/// <summary>Times a model's steps on random tokens, as llama-bench does: no tokenizer, no server, greedy choice of the next token included.</summary>
/// <param name="model">The model.</param>
internal sealed class ModelBenchmark(LanguageModel model)
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;

    private readonly ForwardBatch _batch = new(model.Options.MaxBatch);
    private readonly Sampler _greedy = new(new SamplingOptions { Temperature = 0 }, 0, model.Config.VocabularySize);
    private ulong _state = 1;

    /// <summary>Tokens per second of reading a prompt.</summary>
    /// <param name="length">The prompt's tokens.</param>
    /// <param name="depth">Tokens that the context holds before.</param>
    public double Prompt(int length, int depth)
    {
        using KvCache cache = CacheFor(depth + length);
        using KvSequence sequence = cache.CreateSequence();
        Read(sequence, depth, wantsLogits: false);
        long start = Stopwatch.GetTimestamp();
        Read(sequence, length, wantsLogits: true);
        return length / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The seconds until the first token of an answer, and the bytes of the prompt's keys and values.</summary>
    /// <param name="length">The prompt's tokens.</param>
    public (double Seconds, long KvBytes) FirstToken(int length)
    {
        long start = Stopwatch.GetTimestamp();
        using KvCache cache = CacheFor(length);
        using KvSequence sequence = cache.CreateSequence();
        Read(sequence, length, wantsLogits: true);
        _greedy.Sample(model.Logits(0), default, []);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, cache.UsedBytes);
    }

    /// <summary>Tokens per second of generating, of all sequences together.</summary>
    /// <param name="length">Tokens of each sequence.</param>
    /// <param name="depth">Tokens that each context holds before.</param>
    /// <param name="parallel">Sequences at once.</param>
    public double Generate(int length, int depth, int parallel)
    {
        using KvCache cache = CacheFor((depth + length + 1) * parallel);
        KvSequence[] sequences = [.. Enumerable.Range(0, parallel).Select(_ => cache.CreateSequence())];
        int[] tokens = new int[parallel];
        for (int s = 0; s < parallel; s++)
        {
            Read(sequences[s], depth, wantsLogits: false);
            tokens[s] = NextToken();
        }

        Step(sequences, tokens);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < length; i++)
        {
            Step(sequences, tokens);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (KvSequence sequence in sequences)
        {
            sequence.Dispose();
        }

        return (double)length * parallel / seconds;
    }

    private KvCache CacheFor(int positions)
    {
        using KvCache measure = model.CreateCache(0);
        return model.CreateCache(2 * measure.BytesFor(positions) + (64L << 20));
    }

    private void Step(KvSequence[] sequences, int[] tokens)
    {
        _batch.Clear();
        for (int s = 0; s < sequences.Length; s++)
        {
            Reserve(sequences[s], 1);
            _batch.Add(sequences[s], tokens.AsSpan(s, 1), LogitsWanted.Last, TokenOrigin.Answer);
        }

        model.Forward(_batch);
        for (int s = 0; s < sequences.Length; s++)
        {
            tokens[s] = _greedy.Sample(model.Logits(s), default, []).Token;
        }
    }

    private void Read(KvSequence sequence, int length, bool wantsLogits)
    {
        int[] tokens = new int[_batch.Capacity];
        for (int done = 0; done < length;)
        {
            int count = Math.Min(_batch.Capacity, length - done);
            for (int i = 0; i < count; i++)
            {
                tokens[i] = NextToken();
            }

            done += count;
            _batch.Clear();
            Reserve(sequence, count);
            _batch.Add(sequence, tokens.AsSpan(0, count), wantsLogits && done == length ? LogitsWanted.Last : LogitsWanted.None);
            model.Forward(_batch);
        }
    }

    private static void Reserve(KvSequence sequence, int count)
    {
        if (!sequence.TryReserve(count))
        {
            throw new InvalidOperationException("The cache of the benchmark is too small.");
        }
    }

    private int NextToken()
    {
        _state = _state * Multiplier + Increment;
        return (int)((_state >> 33) % (ulong)model.Config.VocabularySize);
    }
}
