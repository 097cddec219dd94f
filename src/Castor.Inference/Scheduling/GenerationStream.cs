using System.Threading.Channels;

namespace Castor.Inference.Scheduling;

/// <summary>
/// The tokens of a request's answers as they are drawn, for one reader. A reader that falls behind pauses this request only; disposing the stream
/// ends it. Reading throws what made the request fail, and <see cref="OperationCanceledException"/> where it was cancelled.
/// </summary>
public sealed class GenerationStream : IAsyncEnumerable<GeneratedToken>, IDisposable
{
    private readonly Channel<GeneratedToken> _tokens = Channel.CreateUnbounded<GeneratedToken>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly Action _wake;
    private readonly int _capacity;
    private readonly TimeProvider _clock;
    private readonly long _submittedAt;
    private CancellationTokenRegistration _registration;
    private long _admittedAt;
    private long _firstTokenAt;
    private long _endedAt;
    private int _waitingTokens;
    private int _isPaused;
    private int _isCancelled;

    internal GenerationStream(Action wake, int promptTokenCount, int capacity, TimeProvider clock)
    {
        _wake = wake;
        _capacity = capacity;
        _clock = clock;
        _submittedAt = clock.GetTimestamp();
        PromptTokenCount = promptTokenCount;
    }

    /// <summary>Tokens of the prompt.</summary>
    public int PromptTokenCount { get; }

    /// <summary>Tokens of the prompt whose keys and values were there already; known when the first token is.</summary>
    public int CachedTokenCount { get; internal set; }

    /// <summary>Where the time went.</summary>
    public GenerationTimings Timings
    {
        get
        {
            long ended = Volatile.Read(ref _endedAt);
            long now = ended > 0 ? ended : _clock.GetTimestamp();
            long admitted = Volatile.Read(ref _admittedAt);
            long first = Volatile.Read(ref _firstTokenAt);
            return new GenerationTimings(
                _clock.GetElapsedTime(_submittedAt, admitted > 0 ? admitted : now),
                admitted > 0 ? _clock.GetElapsedTime(admitted, first > 0 ? first : now) : default,
                first > 0 ? _clock.GetElapsedTime(first, now) : default);
        }
    }

    /// <summary>Tokens that wait for the reader.</summary>
    internal int UnreadCount => Volatile.Read(ref _waitingTokens);

    internal bool IsCancelled => Volatile.Read(ref _isCancelled) != 0;

    internal bool IsAdmitted => _admittedAt > 0;

    /// <summary>Waits until a token can be read.</summary>
    /// <returns>False where the last one has been.</returns>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => _tokens.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes the next token where there is one.</summary>
    public bool TryRead(out GeneratedToken token)
    {
        if (!_tokens.Reader.TryRead(out token))
        {
            return false;
        }

        // Half of the room has to be free, so that a slow reader wakes the model now and then and not at each token.
        if (Interlocked.Decrement(ref _waitingTokens) <= _capacity / 2 && Interlocked.Exchange(ref _isPaused, 0) == 1)
        {
            _wake();
        }

        return true;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<GeneratedToken> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (await WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (TryRead(out GeneratedToken token))
            {
                yield return token;
            }
        }
    }

    /// <summary>Ends the request if it has not ended; its place is free by the next step.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        Cancel();
    }

    internal void CancelWith(CancellationToken cancellationToken) =>
        _registration = cancellationToken.UnsafeRegister(static stream => ((GenerationStream)stream!).Cancel(), this);

    /// <summary>Whether the reader is so far behind that no more should be computed for it; it wakes the runner when that ends.</summary>
    internal bool IsPaused()
    {
        if (UnreadCount < _capacity)
        {
            return false;
        }

        // A full fence, and so is the reader's: either the reader sees the mark, or here its reading is seen.
        Interlocked.Exchange(ref _isPaused, 1);
        if (UnreadCount > _capacity / 2)
        {
            return true;
        }

        Interlocked.Exchange(ref _isPaused, 0);
        return false;
    }

    internal void Admit() => Volatile.Write(ref _admittedAt, _clock.GetTimestamp());

    internal void Write(in GeneratedToken token)
    {
        if (_firstTokenAt == 0)
        {
            Volatile.Write(ref _firstTokenAt, _clock.GetTimestamp());
        }

        Interlocked.Increment(ref _waitingTokens);
        _tokens.Writer.TryWrite(token);
    }

    internal void Complete(Exception? failure)
    {
        Volatile.Write(ref _endedAt, _clock.GetTimestamp());
        _tokens.Writer.TryComplete(failure);
        _registration.Unregister();
    }

    private void Cancel()
    {
        if (Interlocked.Exchange(ref _isCancelled, 1) == 0 && Volatile.Read(ref _endedAt) == 0)
        {
            _wake();
        }
    }
}
