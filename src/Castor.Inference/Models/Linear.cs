using Castor.Inference.Kernels;

namespace Castor.Inference.Models;

/// <summary>One product of the graph: matrices that share their input, with their outputs one after the other (queries, keys and values; gate and up).</summary>
internal sealed class Linear
{
    /// <summary>Joins matrices of the same input.</summary>
    public Linear(params PackedMatrix[] parts)
    {
        Parts = parts;
        Offsets = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            Offsets[i] = Rows;
            Rows += parts[i].Rows;
        }
    }

    /// <summary>The matrices.</summary>
    public PackedMatrix[] Parts { get; }

    /// <summary>Where each matrix's outputs begin.</summary>
    public int[] Offsets { get; }

    /// <summary>Outputs of all.</summary>
    public int Rows { get; }

    /// <summary>Inputs.</summary>
    public int Columns => Parts[0].Columns;
}
