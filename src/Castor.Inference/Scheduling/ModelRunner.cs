using Castor.Inference.Models;

namespace Castor.Inference.Scheduling;

/// <summary>
/// Runs a model for many requests at once. One thread owns the model and steps all running answers in one batch; requests join and leave between
/// steps. While there is nothing to do the thread sleeps.
/// </summary>
public sealed class ModelRunner : IDisposable
{
    private readonly LanguageModel _model;
    private readonly RunnerOptions _options;
    private readonly TimeProvider _clock;
    private readonly BatchScheduler _scheduler;

    // Not disposed: a stream may wake a runner that has stopped.
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private long _arrivals;
    private volatile bool _isStopped;
    private volatile bool _isAsleep;

    /// <summary>Starts the thread.</summary>
    /// <param name="model">The model; from now on it is the runner's to step, and its owner's to dispose after the runner.</param>
    /// <param name="options">How much is served at once; null for the defaults.</param>
    /// <param name="clock">The clock of timings and estimates; null for the machine's.</param>
    /// <exception cref="ArgumentException">The options do not go together, or the memory for keys and values is too small for one page.</exception>
    public ModelRunner(LanguageModel model, RunnerOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _options = options ?? new RunnerOptions();
        _clock = clock ?? TimeProvider.System;
        Validate(_options, model.Options.MaxBatch);
        _scheduler = new BatchScheduler(model, _options, _clock);
        _thread = new Thread(Run) { IsBackground = true, Name = "model" };
        _thread.Start();
    }

    /// <summary>The most positions of prompt and answer: what the model was made for, or fewer where the memory given holds fewer.</summary>
    public int ContextLength => _scheduler.ContextLength;

    /// <summary>Requests that wait for a place.</summary>
    public int QueuedCount => _scheduler.QueuedCount;

    /// <summary>When the last request that runs or waits is expected to have its answer, by the measured speed.</summary>
    public TimeSpan TimeToIdle => _scheduler.TimeToIdle;

    internal BatchScheduler Scheduler => _scheduler;

    /// <summary>Whether the thread sleeps and nothing has come that wakes it.</summary>
    internal bool IsIdle => _isAsleep && !_scheduler.IsNotified;

    /// <summary>Takes a request; its tokens come by the stream.</summary>
    /// <param name="request">What to generate.</param>
    /// <param name="cancellationToken">Ends the request; its place is free by the next step.</param>
    /// <exception cref="ArgumentException">The prompt is empty or has tokens that the model does not know, or an option is outside of its range.</exception>
    /// <exception cref="ContextOverflowException">The prompt is longer than the context.</exception>
    /// <exception cref="RunnerBusyException">As many requests wait as may wait.</exception>
    /// <exception cref="ObjectDisposedException">The runner has stopped.</exception>
    public GenerationStream Generate(GenerationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_isStopped, this);
        Validate(request);
        GenerationStream stream = new(Wake, request.Prompt.Length, _options.StreamCapacity, _clock);
        Generation generation = new(request, stream, Interlocked.Increment(ref _arrivals));
        if (!_scheduler.Enqueue(generation))
        {
            throw new RunnerBusyException(_scheduler.QueuedCount, _scheduler.TimeToPlace);
        }

        stream.CancelWith(cancellationToken);
        Wake();
        if (_isStopped)
        {
            // It came beside the last look at the queue.
            generation.End(new ObjectDisposedException(nameof(ModelRunner), "The model was unloaded."));
        }

        return stream;
    }

    /// <summary>Ends all requests and stops the thread.</summary>
    public void Dispose()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        Wake();
        _thread.Join();
        _scheduler.Dispose();
    }

    private void Wake()
    {
        _scheduler.Notify();
        _wake.Set();
    }

    private static void Validate(RunnerOptions options, int maxBatch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRunning, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.MaxRunning, maxBatch);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxQueued, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PromptTokensBesideAnswers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.StreamCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SnapshotInterval, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ContextLength ?? 1, 1);
    }

    private void Validate(GenerationRequest request)
    {
        request.Sampling.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.CandidateCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.CandidateCount, _options.MaxRunning);
        if (request.Prompt.IsEmpty || request.Prompt.Span.ContainsAnyExceptInRange(0, _model.Config.VocabularySize - 1))
        {
            throw new ArgumentException("A prompt has at least one token, and only such as the model knows.", nameof(request));
        }

        if (request.Prompt.Length > ContextLength)
        {
            throw new ContextOverflowException(request.Prompt.Length, ContextLength);
        }
    }

    private void Run()
    {
        while (!_isStopped)
        {
            bool hasWork = true;
            try
            {
                hasWork = _scheduler.Step();
            }
            catch (Exception e)
            {
                // Whatever a step dies of, its requests are told, and the next ones are served.
                _scheduler.Fail(e, includesWaiting: false);
            }

            if (!hasWork)
            {
                _isAsleep = true;
                _wake.WaitOne();
                _isAsleep = false;
            }
        }

        _scheduler.Fail(new ObjectDisposedException(nameof(ModelRunner), "The model was unloaded."), includesWaiting: true);
    }
}
