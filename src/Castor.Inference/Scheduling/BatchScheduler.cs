using System.Collections.Concurrent;
using Castor.Inference.Models;
using Castor.Inference.Sampling;

namespace Castor.Inference.Scheduling;

/// <summary>
/// Steps all running answers of a model in one batch. Requests come in through <see cref="Enqueue"/> from any thread; all else is for the model's own thread.
/// </summary>
internal sealed class BatchScheduler : IDisposable
{
    private readonly LanguageModel _model;
    private readonly RunnerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ForwardBatch _batch;
    private readonly SamplerScratch _scratch;
    private readonly ThroughputMeter _meter = new();
    private readonly AnswerRoster _roster = new();
    private readonly ConcurrentQueue<Generation> _arrivals = new();
    private int _needsSweep;
    private int _queued;

    public BatchScheduler(LanguageModel model, RunnerOptions options, TimeProvider clock)
    {
        _model = model;
        _options = options;
        _clock = clock;
        _batch = new ForwardBatch(model.Options.MaxBatch);
        _scratch = new SamplerScratch(model.Config.VocabularySize);
        Memory = new KvMemory(model, options);
    }

    /// <summary>The most positions of prompt and answer.</summary>
    public int ContextLength => Memory.LongestSequence;

    /// <summary>The room for keys and values.</summary>
    public KvMemory Memory { get; }

    /// <summary>Requests that wait for their first place.</summary>
    public int QueuedCount => Volatile.Read(ref _queued);

    /// <summary>Steps so far.</summary>
    public long StepCount { get; private set; }

    /// <summary>How often an answer lost its place to another one.</summary>
    public long ParkCount { get; private set; }

    /// <summary>When a request that waits is expected to find its place.</summary>
    public TimeSpan TimeToPlace => _meter.TimeToPlace;

    /// <summary>When the last request that runs or waits is expected to have its answer.</summary>
    public TimeSpan TimeToIdle => _meter.TimeToIdle(QueuedCount);

    /// <summary>Takes a request into the queue; <see cref="Notify"/> tells the model's thread.</summary>
    /// <returns>False where the queue is full.</returns>
    public bool Enqueue(Generation generation)
    {
        if (Interlocked.Increment(ref _queued) > _options.MaxQueued)
        {
            Interlocked.Decrement(ref _queued);
            return false;
        }

        _arrivals.Enqueue(generation);
        return true;
    }

    /// <summary>Has the next step look for requests that came, were cancelled or are read again. From any thread.</summary>
    public void Notify() => Volatile.Write(ref _needsSweep, 1);

    /// <summary>Whether the next step has that to look for.</summary>
    public bool IsNotified => Volatile.Read(ref _needsSweep) != 0;

    /// <summary>Computes the next tokens of all running answers.</summary>
    /// <returns>False where there is nothing to do until <see cref="Notify"/> is called.</returns>
    public bool Step()
    {
        if (IsNotified && Interlocked.Exchange(ref _needsSweep, 0) != 0)
        {
            Sweep();
        }

        // Readers stall without a notice, and then their places are for others.
        if (_roster.MayAdmit || (_roster.HasWaiting && _roster.FindStalled() is not null))
        {
            Admit();
        }

        if (!StepPlan.Make(_roster.Running, _model.Options.MaxBatch, _options.PromptTokensBesideAnswers))
        {
            return false;
        }

        long start = _clock.GetTimestamp();
        FillBatch();
        if (_batch.RowCount > 0)
        {
            _model.Forward(_batch);
            StepCount++;
            Collect();
            _meter.NoteStep(_roster.Running, _clock.GetElapsedTime(start).TotalSeconds);
        }

        RemoveLeavers();
        return true;
    }

    /// <summary>Ends all requests with a failure.</summary>
    /// <param name="failure">What their readers get.</param>
    /// <param name="includesWaiting">Whether those that only wait fail too.</param>
    public void Fail(Exception failure, bool includesWaiting)
    {
        Sweep();
        _roster.EndAll(failure, includesWaiting);
        RemoveLeavers();
    }

    public void Dispose() => Memory.Dispose();

    private void Sweep()
    {
        while (_arrivals.TryDequeue(out Generation? generation))
        {
            _roster.Add(new Answer(generation, 0, _scratch));
        }

        _roster.EndCancelled();
        _roster.NoteLeaver();
        RemoveLeavers();
    }

    private void RemoveLeavers()
    {
        int neverRan = _roster.RemoveLeavers();
        if (neverRan > 0)
        {
            Interlocked.Add(ref _queued, -neverRan);
        }
    }

    private void Admit()
    {
        _roster.MayAdmit = false;
        while (_roster.NextWaiting() is { } next)
        {
            if (_roster.PlacesInUse + next.Places > _options.MaxRunning || !Memory.TryBegin(next, _roster.Running))
            {
                // A stalled reader keeps no other request waiting.
                if (_roster.FindStalled() is not { } stalled)
                {
                    return;
                }

                Park(stalled);
                RemoveLeavers();
                continue;
            }

            if (Memory.FollowsAnother(next, _roster.Running))
            {
                continue;
            }

            _roster.Start(next);
            GenerationStream stream = next.Generation.Stream;
            if (!stream.IsAdmitted)
            {
                stream.CachedTokenCount = next.Kv!.Length;
                stream.Admit();
                Interlocked.Decrement(ref _queued);
            }
        }
    }

    private void FillBatch()
    {
        _batch.Clear();
        List<Answer> running = _roster.Running;
        for (int i = 0; i < running.Count; i++)
        {
            Answer answer = running[i];
            answer.LogitIndex = -1;
            if (answer.Rows > 0 && (answer.Kv is null || !Reserve(answer, i)))
            {
                answer.Rows = 0;
            }
        }

        AddToBatch(TokenOrigin.Prompt);
        AddToBatch(TokenOrigin.Answer);
    }

    private void AddToBatch(TokenOrigin origin)
    {
        foreach (Answer answer in _roster.Running)
        {
            if (answer.Rows == 0 || answer.Kv is null || answer.NextOrigin != origin)
            {
                continue;
            }

            bool isLast = answer.Rows == answer.PendingCount;
            answer.LogitIndex = isLast ? _batch.LogitCount : -1;
            ReadOnlySpan<int> tokens = answer.Tokens.Slice(answer.Kv.Length, answer.Rows);
            _batch.Add(answer.Kv, tokens, isLast ? LogitsWanted.Last : LogitsWanted.None, origin);
        }
    }

    // Kept prefixes go first, then the places of stalled readers, then the youngest answers, this one in the end.
    private bool Reserve(Answer answer, int index)
    {
        while (!Memory.TryReserve(answer))
        {
            Answer? victim = _roster.FindVictim(index);
            if (victim is null && index == 0)
            {
                answer.Generation.End(new InvalidOperationException("The answer's keys and values do not fit into the memory given to them."));
                _roster.NoteLeaver();
                return false;
            }

            Park(victim ?? answer);
            if (victim is null)
            {
                return false;
            }
        }

        return true;
    }

    // The answer waits again, with its tokens; what is computed of it stays as long as nobody needs the room.
    private void Park(Answer answer)
    {
        ParkCount++;
        Memory.Keep(answer);
        KvMemory.Release(answer);
        _roster.NoteLeaver();
    }

    private void Collect()
    {
        List<Answer> running = _roster.Running;
        for (int i = 0; i < running.Count; i++)
        {
            Answer answer = running[i];
            if (answer.Rows == 0)
            {
                continue;
            }

            _roster.MayAdmit |= Memory.KeepIfDue(answer);
            if (answer.LogitIndex >= 0)
            {
                Span<float> logits = _model.Logits(answer.LogitIndex);
                if (answer.Forks)
                {
                    Fork(answer, i, logits);
                }

                Draw(answer, logits);
            }
        }
    }

    // The forks draw their first tokens from the same logits, each from a copy, since a draw changes them.
    private void Fork(Answer answer, int index, Span<float> logits)
    {
        answer.Forks = false;
        logits.CopyTo(_scratch.Copy);
        for (int candidate = 1; candidate < answer.Generation.Request.CandidateCount; candidate++)
        {
            Answer fork = new(answer.Generation, candidate, _scratch) { Kv = answer.Kv!.Fork(answer.Kv.Length, answer.Capacity) };
            _roster.Running.Insert(index + candidate, fork);
            Draw(fork, logits);
            _scratch.Copy.CopyTo(logits);
        }
    }

    private void Draw(Answer answer, Span<float> logits)
    {
        if (!AnswerDraw.Next(answer, logits, ContextLength))
        {
            return;
        }

        answer.HasEnded = true;
        _roster.NoteLeaver();
        _meter.NoteEnd(answer.DrawnCount);
        if (!answer.Generation.HasFailed)
        {
            Memory.Keep(answer);
        }
    }
}
