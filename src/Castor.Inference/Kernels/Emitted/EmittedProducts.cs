using Castor.Inference.Kernels.PackedTypes;
using Castor.Inference.Memory;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>The programs of one packed type, written when a number of columns is first met.</summary>
internal sealed unsafe class EmittedProducts<T>
    where T : struct, IPackedType
{
    private readonly NativeBuffer _constants = Constants();
    private readonly Lock _lock = new();

    // Swapped whole: readers take no lock.
    private volatile Programs[] _programs = [];

    /// <summary>All rows of a batch with some groups of outputs.</summary>
    /// <returns>False where the host allows no code to be made.</returns>
    public bool TryMultiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        Programs? programs = Find(weights.Columns) ?? Write(weights.Columns);
        if (programs is null)
        {
            return false;
        }

        int columns = weights.Columns;
        int blocks = columns / PackedLayout.Columns;
        int* sums = T.Scales == ScaleKind.HalfBlocks ? rows.HalfSums : rows.NegativeSums;
        ProductArguments arguments = default;
        arguments.Stride = stride * sizeof(float);
        arguments.Constants = _constants.Data;
        for (int group = firstGroup; group < endGroup; group += GroupsAtOnce(weights, rowCount))
        {
            arguments.Groups = Math.Min(GroupsAtOnce(weights, rowCount), endGroup - group);
            for (int row = firstRow; row < firstRow + rowCount; row += ProductProgram.MaxRows)
            {
                int count = Math.Min(ProductProgram.MaxRows, firstRow + rowCount - row);
                arguments.Weights = weights.Data + group * weights.GroupBytes;
                arguments.Bytes = rows.Bytes + (long)row * columns;
                arguments.Scales = rows.Scales + (long)row * blocks;
                arguments.Sums = sums + (long)row * blocks;
                arguments.Y = y + row * stride + group * PackedLayout.Rows;
                ((delegate* unmanaged<ProductArguments*, void>)programs.Entries[count - 1])(&arguments);
            }
        }

        return true;
    }

    // So many groups that their weights stay in the second cache while the rows go by; one row passes once and takes all.
    private static int GroupsAtOnce(PackedMatrix weights, int rowCount) =>
        rowCount <= ProductProgram.MaxRows ? int.MaxValue / 2 : (int)Math.Clamp((256 << 10) / weights.GroupBytes, 1, 64);

    private static NativeBuffer Constants()
    {
        NativeBuffer constants = new(256);
        new Span<byte>(constants.Data, 64).Fill(0x0F);
        new Span<byte>(constants.Data + 64, 64).Fill(0x10);
        new Span<byte>(constants.Data + 128, 64).Fill(0x30);
        new Span<int>(constants.Data + 192, 16).Fill(~31);
        return constants;
    }

    private Programs? Find(int columns)
    {
        foreach (Programs programs in _programs)
        {
            if (programs.Columns == columns)
            {
                return programs;
            }
        }

        return null;
    }

    private Programs? Write(int columns)
    {
        lock (_lock)
        {
            if (Find(columns) is { } known)
            {
                return known;
            }

            nint[] entries = new nint[ProductProgram.MaxRows];
            for (int i = 0; i < entries.Length; i++)
            {
                entries[i] = (nint)ExecutableMemory.TryPlace(ProductProgram.Write<T>(i + 1, columns));
                if (entries[i] == 0)
                {
                    return null;
                }
            }

            Programs programs = new(columns, entries);
            _programs = [.. _programs, programs];
            return programs;
        }
    }

    private sealed record Programs(int Columns, nint[] Entries);
}
