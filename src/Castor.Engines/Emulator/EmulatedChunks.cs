using Castor.Protocol;

namespace Castor.Engines.Emulator;

/// <summary>The chunks of an answer, which is made up when the first one is asked for and is then there at once.</summary>
/// <param name="call">The call.</param>
/// <param name="cancellationToken">Ends a stream before its next chunk.</param>
internal sealed class EmulatedChunks(GenerationCall call, CancellationToken cancellationToken)
    : IAsyncEnumerable<GenerateContentResponse>, IAsyncEnumerator<GenerateContentResponse>
{
    private CancellationToken _cancellationToken = cancellationToken;
    private bool _isTaken;
    private IEnumerator<GenerateContentResponse>? _chunks;
    private GenerateContentResponse? _current;

    /// <inheritdoc/>
    public GenerateContentResponse Current => _current!;

    /// <inheritdoc/>
    public IAsyncEnumerator<GenerateContentResponse> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        CancellationToken token = cancellationToken.CanBeCanceled ? cancellationToken : _cancellationToken;
        if (_isTaken)
        {
            return new EmulatedChunks(call, token).GetAsyncEnumerator(token);
        }

        _isTaken = true;
        _cancellationToken = token;
        return this;
    }

    /// <inheritdoc/>
    public ValueTask<bool> MoveNextAsync()
    {
        if (call.Streamed)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _chunks ??= EmulatorEngine.Answer(call).Chunks().GetEnumerator();
            bool goesOn = _chunks.MoveNext();
            _current = goesOn ? _chunks.Current : null;
            return ValueTask.FromResult(goesOn);
        }

        bool isFirst = _current is null;
        _current ??= EmulatorEngine.Answer(call).Whole();
        return ValueTask.FromResult(isFirst);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _chunks?.Dispose();
        return ValueTask.CompletedTask;
    }
}
