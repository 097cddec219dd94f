using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Kernels.PackedTypes;
using Castor.Inference.Kernels.Width512;
using Castor.Inference.Memory;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>The tile programs of one packed type: a group is unpacked to signed bytes once and meets all tiles of rows then.</summary>
internal sealed unsafe class TileProducts<T>
    where T : struct, IPackedType
{
    private readonly NativeBuffer _configuration = Configuration();
    private readonly ThreadLocal<NativeBuffer?> _scratch = new();
    private readonly Lock _lock = new();

    // Swapped whole: readers take no lock.
    private volatile (int Columns, nint Entry)[] _programs = [];

    /// <summary>So many rows, a multiple of <see cref="TileProgram.Rows"/>, with some groups of outputs.</summary>
    /// <returns>False where the host allows no code to be made, or the columns are an odd number of blocks.</returns>
    public bool TryMultiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        // Blocks are taken in pairs.
        nint entry = weights.Columns % (2 * PackedLayout.Columns) == 0 ? Find(weights.Columns) : 0;
        if (entry == 0)
        {
            return false;
        }

        int columns = weights.Columns;
        int blocks = columns / PackedLayout.Columns;
        byte* scratch = Scratch(SumsBytes + (blocks + 1L) * TileProgram.BlockBytes);
        TileArguments* arguments = (TileArguments*)scratch;
        *arguments = new TileArguments
        {
            Blocks = scratch + SumsBytes,
            Bytes = rows.Bytes + (long)firstRow * columns,
            Scales = rows.Scales + (long)firstRow * blocks,
            NegativeSums = rows.NegativeSums + (long)firstRow * blocks,
            Stride = stride * sizeof(float),
            Tiles = rowCount / TileProgram.Rows,
            Configuration = _configuration.Data,
        };
        for (int group = firstGroup; group < endGroup; group++)
        {
            Unpack(weights.Data + group * weights.GroupBytes, blocks, arguments->Blocks);
            arguments->Y = y + firstRow * stride + group * PackedLayout.Rows;
            ((delegate* unmanaged<TileArguments*, void>)entry)(arguments);
        }

        return true;
    }

    // The arguments, then two tiles of sums.
    private static int SumsBytes => TileArguments.SumsOffset + 2 * TileProgram.Rows * 64;

    private static void Unpack(byte* block, int blocks, byte* target)
    {
        Vector512<byte> bias = Vector512.Create((byte)T.Bias);
        for (int b = 0; b < blocks;)
        {
            Unpack512<T>.Header(block, out Vector512<float> headerScale, out Vector512<float> headerMinimum);
            block += Offsets<T>.HeaderBytes;
            for (int i = 0; i < Offsets<T>.BlocksPerSuper; i++, b++, block += Offsets<T>.BlockBytes, target += TileProgram.BlockBytes)
            {
                for (int j = 0; j < 4; j++)
                {
                    Unpack512<T>.Integers(block, j, out Vector512<byte> low, out Vector512<byte> high);
                    (low - bias).Store(target + 64 * j);
                    (high - bias).Store(target + 256 + 64 * j);
                }

                float* numbers = (float*)(target + 512);
                if (T.Scales == ScaleKind.SubBlocks)
                {
                    headerScale.Store(numbers);
                    (headerMinimum * Lanes512.LoadBytes(block + PackedLayout.Bytes)).Store(numbers + 16);
                    Avx512F.ConvertToVector512Int32(Vector128.Load(block)).AsSingle().Store(numbers + 32);
                }
                else
                {
                    Lanes512.LoadHalves(block).Store(numbers);
                    if (T.Scales == ScaleKind.WithMinimum)
                    {
                        Lanes512.LoadHalves(block + PackedLayout.Halves).Store(numbers + 16);
                    }
                }
            }
        }
    }

    private static NativeBuffer Configuration()
    {
        byte[] bytes = TileProgram.Configuration();
        NativeBuffer buffer = new(bytes.Length);
        bytes.CopyTo(new Span<byte>(buffer.Data, bytes.Length));
        return buffer;
    }

    private byte* Scratch(long length)
    {
        NativeBuffer? scratch = _scratch.Value;
        if (scratch is null || scratch.ByteLength < length)
        {
            scratch?.Dispose();
            _scratch.Value = scratch = new NativeBuffer(length);
        }

        return scratch.Data;
    }

    private nint Find(int columns)
    {
        foreach ((int known, nint entry) in _programs)
        {
            if (known == columns)
            {
                return entry;
            }
        }

        return Write(columns);
    }

    private nint Write(int columns)
    {
        lock (_lock)
        {
            foreach ((int known, nint entry) in _programs)
            {
                if (known == columns)
                {
                    return entry;
                }
            }

            nint written = (nint)ExecutableMemory.TryPlace(TileProgram.Write(T.Scales, columns));
            if (written != 0)
            {
                _programs = [.. _programs, (columns, written)];
            }

            return written;
        }
    }
}
