namespace Castor.Inference.Residency;

/// <summary>The use of a model: it stays in memory until the lease is disposed.</summary>
/// <typeparam name="TModel">What is loaded.</typeparam>
public sealed class ModelLease<TModel> : IDisposable
    where TModel : class, IDisposable
{
    private Action? _release;

    internal ModelLease(TModel model, Action release)
    {
        Model = model;
        _release = release;
    }

    /// <summary>The model.</summary>
    public TModel Model { get; }

    /// <summary>Ends the use.</summary>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
