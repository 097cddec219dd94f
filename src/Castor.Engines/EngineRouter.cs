using System.Collections.Frozen;
using Castor.Engines.Catalog;

namespace Castor.Engines;

/// <summary>Finds the engine behind a model.</summary>
/// <param name="engines">The engines of this server.</param>
public sealed class EngineRouter(IEnumerable<IEngine> engines)
{
    private readonly FrozenDictionary<string, IEngine> _engines = engines.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal);

    /// <summary>The engine that the catalogue names for the model.</summary>
    /// <exception cref="InvalidOperationException">The catalogue names an engine that this server lacks; start-up checks this.</exception>
    public IEngine Find(ModelEntry model) =>
        _engines.TryGetValue(model.Engine, out IEngine? engine)
            ? engine
            : throw new InvalidOperationException($"No engine '{model.Engine}' for model '{model.Id}'.");
}
