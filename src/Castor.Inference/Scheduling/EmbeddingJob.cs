namespace Castor.Inference.Scheduling;

/// <summary>A text on its way to its embedding.</summary>
/// <param name="tokens">Its tokens.</param>
/// <param name="cancellationToken">Whether anybody still waits.</param>
internal sealed class EmbeddingJob(ReadOnlyMemory<int> tokens, CancellationToken cancellationToken)
{
    // Not on the model's thread: what a caller does with the answer must not hold up the next step.
    private readonly TaskCompletionSource<float[]> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadOnlyMemory<int> Tokens { get; } = tokens;

    public Task<float[]> Result => _result.Task;

    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    public void Complete(float[] embedding) => _result.TrySetResult(embedding);

    public void Fail(Exception failure) => _result.TrySetException(failure);
}
