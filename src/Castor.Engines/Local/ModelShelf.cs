using System.Collections.Concurrent;
using Castor.Engines.Local.Weights;

namespace Castor.Engines.Local;

/// <summary>The models in memory. A model is loaded when it is first asked for, once however many ask, and stays; a failed load is tried again next time.</summary>
/// <param name="models">The files of this machine.</param>
/// <param name="options">How weights are run.</param>
/// <param name="clock">The clock of timings.</param>
public sealed class ModelShelf(LocalModels models, LocalOptions options, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LoadedModel>>> _models = new(StringComparer.Ordinal);

    /// <summary>The model that a name means, loaded.</summary>
    /// <exception cref="LocalModelException">The name means no file of this machine.</exception>
    /// <exception cref="Inference.Gguf.GgufException">The file cannot be used.</exception>
    public async Task<LoadedModel> GetAsync(string name, CancellationToken cancellationToken)
    {
        string path = models.Resolve(name);
        Lazy<Task<LoadedModel>> slot = _models.GetOrAdd(
            path, p => new Lazy<Task<LoadedModel>>(() => Task.Run(() => LoadedModel.LoadAsync(p, options, clock, CancellationToken.None))));
        try
        {
            return await slot.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch when (slot.Value.IsFaulted)
        {
            _models.TryRemove(new KeyValuePair<string, Lazy<Task<LoadedModel>>>(path, slot));
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Lazy<Task<LoadedModel>> slot in _models.Values)
        {
            if (slot.IsValueCreated && slot.Value.IsCompletedSuccessfully)
            {
                slot.Value.Result.Dispose();
            }
        }

        _models.Clear();
    }
}
