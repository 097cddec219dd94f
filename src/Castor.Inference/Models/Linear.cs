using Castor.Inference.Gguf;
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

    /// <summary>Whether all of the weights are integers with scales, not floats.</summary>
    public bool IsOfIntegers => Parts.All(p => !p.Type.IsFloat());

    /// <summary>Inputs.</summary>
    public int Columns => Parts[0].Columns;

    /// <summary>Groups of outputs of all.</summary>
    public int GroupCount
    {
        get
        {
            int groups = 0;
            foreach (PackedMatrix part in Parts)
            {
                groups += part.GroupCount;
            }

            return groups;
        }
    }

    /// <summary>Pieces of at most so many groups, none of which has groups of two matrices.</summary>
    public int ItemCount(int groupsPerItem)
    {
        int items = 0;
        foreach (PackedMatrix part in Parts)
        {
            items += ItemsOf(part, groupsPerItem);
        }

        return items;
    }

    /// <summary>One of these pieces.</summary>
    public LinearItem Item(int item, int groupsPerItem)
    {
        int part = 0;
        for (int items = ItemsOf(Parts[0], groupsPerItem); item >= items; items = ItemsOf(Parts[part], groupsPerItem))
        {
            item -= items;
            part++;
        }

        int first = item * groupsPerItem;
        return new LinearItem(part, first, Math.Min(first + groupsPerItem, Parts[part].GroupCount));
    }

    private static int ItemsOf(PackedMatrix part, int groupsPerItem) => (part.GroupCount + groupsPerItem - 1) / groupsPerItem;
}
