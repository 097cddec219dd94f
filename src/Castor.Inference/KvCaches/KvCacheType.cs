namespace Castor.Inference.KvCaches;

/// <summary>How keys and values are stored.</summary>
public enum KvCacheType
{
    /// <summary>Numbers of 16 bits.</summary>
    F16,

    /// <summary>Bytes with a scale for 32 of them: a little more than half the memory, and some tenths of a percent of noise.</summary>
    Q8_0,
}
