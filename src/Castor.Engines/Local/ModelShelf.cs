using Castor.Engines.Local.Weights;
using Castor.Inference.Gguf;
using Castor.Inference.Residency;

namespace Castor.Engines.Local;

/// <summary>The models in memory, under the names that people give them: loaded when first asked for, kept for a while, unloaded for others.</summary>
/// <param name="models">The files of this machine.</param>
/// <param name="options">How weights are run and how long they stay.</param>
/// <param name="clock">The clock of timings and stays.</param>
public sealed class ModelShelf(LocalModels models, LocalOptions options, TimeProvider clock) : IDisposable
{
    private readonly ModelResidency<LoadedModel> _residency = new(
        (path, cancellationToken) => LoadedModel.LoadAsync(path, options, clock, cancellationToken),
        path => BytesOf(path, options),
        new ResidencyOptions { KeepFor = options.KeepFor, MemoryBytes = options.MemoryBytes },
        clock,
        model => model.TimeToIdle);

    /// <summary>The use of the model that a name means; it is loaded first where it is not in memory.</summary>
    /// <exception cref="LocalModelException">The name means no file of this machine.</exception>
    /// <exception cref="GgufException">The file cannot be used.</exception>
    /// <exception cref="ModelMemoryException">There is no room for it.</exception>
    public async Task<ModelLease<LoadedModel>> AcquireAsync(string name, CancellationToken cancellationToken) =>
        await _residency.AcquireAsync(models.Resolve(name), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose() => _residency.Dispose();

    private static long BytesOf(string path, LocalOptions options)
    {
        using GgufFile file = GgufFile.Open(path);

        // Keys and values take their room as they come, so that a large model may have all of the memory, alone, and make do with what it leaves.
        return Math.Max(file.FileSize, Math.Min(file.FileSize + options.KvBytes, options.MemoryBytes));
    }
}
