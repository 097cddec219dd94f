namespace Castor.Inference.Synthesis;

/// <summary>A tensor of a model that is made up: bell-shaped numbers around a middle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions, the contiguous one first.</param>
/// <param name="Middle">What its numbers lie around.</param>
/// <param name="Spread">Their standard deviation.</param>
internal sealed record SyntheticTensor(string Name, long[] Shape, float Middle, float Spread)
{
    /// <summary>The fixed numbers that it holds instead, where it is no weight.</summary>
    public float[]? Values { get; init; }

    /// <summary>The number of its numbers.</summary>
    public long ElementCount => Shape.Aggregate(1L, (count, dimension) => count * dimension);

    /// <summary>The number of its rows: all dimensions but the first, multiplied.</summary>
    public long RowCount => ElementCount / Shape[0];

    /// <summary>Whether it holds a matrix for each expert.</summary>
    public bool IsOfExperts => Name.EndsWith("_exps.weight", StringComparison.Ordinal);

    /// <summary>A matrix that keeps the size of what it is multiplied with: inputs of variance 1 give outputs of variance 1.</summary>
    public static SyntheticTensor Matrix(string name, long inputs, long outputs) => new(name, [inputs, outputs], 0, 1 / MathF.Sqrt(inputs));

    /// <summary>Several such matrices: one for each expert, or for each stream.</summary>
    public static SyntheticTensor Matrices(string name, long inputs, long outputs, long count) => new(name, [inputs, outputs, count], 0, 1 / MathF.Sqrt(inputs));

    /// <summary>The weights of a norm.</summary>
    public static SyntheticTensor Norm(string name, long length, float middle = 1) => new(name, [length], middle, 0.1f * middle);
}
