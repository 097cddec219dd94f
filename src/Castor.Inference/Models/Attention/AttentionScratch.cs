using Castor.Inference.Kernels.Emitted;
using Castor.Inference.Memory;

namespace Castor.Inference.Models.Attention;

/// <summary>One worker's room for a block of queries.</summary>
/// <param name="maxQueries">The most queries of a block.</param>
/// <param name="maxHeadDim">The longest head.</param>
/// <param name="hasTiles">Whether some blocks are of tiles.</param>
internal sealed unsafe class AttentionScratch(int maxQueries, int maxHeadDim, bool hasTiles) : IDisposable
{
    private readonly NativeBuffer _queries = NativeBuffer.OfFloats((long)maxQueries * maxHeadDim);
    private readonly NativeBuffer _scores = NativeBuffer.OfFloats((long)maxQueries * AttentionWork.ChunkLength);
    private readonly NativeBuffer _chunk = NativeBuffer.OfFloats((long)maxQueries * maxHeadDim);
    private readonly NativeBuffer _sum = NativeBuffer.OfFloats((long)maxQueries * maxHeadDim);
    private readonly NativeBuffer _states = NativeBuffer.OfFloats(2L * maxQueries);
    private readonly NativeBuffer _chunkStates = NativeBuffer.OfFloats(2L * maxQueries);
    private readonly NativeBuffer _queryTiles = new(hasTiles ? (long)maxQueries * maxHeadDim * sizeof(ushort) : 0);
    private readonly NativeBuffer _weightTiles = new(hasTiles ? (long)maxQueries * AttentionWork.ChunkLength * sizeof(ushort) : 0);
    private readonly NativeBuffer _panels = new(hasTiles ? TileAttention.PanelRoom : 0);

    /// <summary>Queries, one after the other.</summary>
    public float* Queries => (float*)_queries.Data;

    /// <summary>Scores of a chunk, a row a query.</summary>
    public float* Scores => (float*)_scores.Data;

    /// <summary>Weighted values of the chunk at hand.</summary>
    public float* Chunk => (float*)_chunk.Data;

    /// <summary>Weighted values of the chunks so far.</summary>
    public float* Sum => (float*)_sum.Data;

    /// <summary>Maximum and sum of weights of the chunks so far, two floats a query.</summary>
    public float* States => (float*)_states.Data;

    /// <summary>The same of the chunk at hand.</summary>
    public float* ChunkStates => (float*)_chunkStates.Data;

    /// <summary>Queries rounded, in tiles.</summary>
    public byte* QueryTiles => _queryTiles.Data;

    /// <summary>Weights of a chunk rounded, in tiles.</summary>
    public byte* WeightTiles => _weightTiles.Data;

    /// <summary>Tiles of keys or values.</summary>
    public byte* Panels => _panels.Data;

    public void Dispose()
    {
        _queryTiles.Dispose();
        _weightTiles.Dispose();
        _panels.Dispose();
        _queries.Dispose();
        _scores.Dispose();
        _chunk.Dispose();
        _sum.Dispose();
        _states.Dispose();
        _chunkStates.Dispose();
    }
}
