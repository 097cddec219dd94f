using Castor.Protocol;

namespace Castor.Engines.Scenarios;

/// <summary>An answer that is there at once, as a sequence of one.</summary>
internal sealed class SingleChunk(GenerateContentResponse chunk) : IAsyncEnumerable<GenerateContentResponse>, IAsyncEnumerator<GenerateContentResponse>
{
    private bool _isTaken;
    private bool _isRead;

    /// <inheritdoc/>
    public GenerateContentResponse Current => chunk;

    /// <inheritdoc/>
    public IAsyncEnumerator<GenerateContentResponse> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (_isTaken)
        {
            return new SingleChunk(chunk).GetAsyncEnumerator(cancellationToken);
        }

        _isTaken = true;
        return this;
    }

    /// <inheritdoc/>
    public ValueTask<bool> MoveNextAsync()
    {
        bool isFirst = !_isRead;
        _isRead = true;
        return ValueTask.FromResult(isFirst);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
