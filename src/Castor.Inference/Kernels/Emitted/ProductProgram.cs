using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// Writes the code that multiplies groups of a packed type with up to eight rows at once, for one number of columns. It does what the 512-bit products do, number
/// for number, with one instruction (VNNI) for what they need three or four for.
/// </summary>
internal static class ProductProgram
{
    /// <summary>The most rows of one program: their integer and float sums take half of the vector registers.</summary>
    public const int MaxRows = 8;

    private const int Rax = 0;
    private const int Rcx = 1;
    private const int Rdx = 2;
    private const int Rsi = 6;
    private const int Rdi = 7;
    private const int R8 = 8;
    private const int R9 = 9;
    private const int R10 = 10;
    private const int R11 = 11;

    private const int FloatSums = 8;
    private const int Weights = 16;
    private const int Scale = 24;
    private const int Offset = 25;
    private const int LowScale = 24;
    private const int HighScale = 25;
    private const int First = 26;
    private const int Second = 27;
    private const int HeaderScale = 28;
    private const int HeaderMinimum = 29;
    private const int AboveFive = 29;
    private const int Nibbles = 30;
    private const int HighBits = 31;

    /// <summary>Writes the program.</summary>
    /// <param name="rows">1 to <see cref="MaxRows"/>.</param>
    /// <param name="columns">Input features.</param>
    public static byte[] Write<T>(int rows, int columns)
        where T : struct, IPackedType
    {
        EvexAssembler code = new();
        int blocks = columns / PackedLayout.Columns;
        Enter<T>(code);
        int group = code.Here;
        for (int row = 0; row < rows; row++)
        {
            code.Clear(FloatSums + row);
        }

        code.Set(Rax, blocks / Offsets<T>.BlocksPerSuper);
        int super = code.Here;
        if (Offsets<T>.HeaderBytes > 0)
        {
            ReadHeader<T>(code);
        }

        int block = code.Here;
        AddBlock<T>(code, rows, columns);
        code.Add(Rsi, Offsets<T>.BlockBytes);
        code.Add(Rcx, PackedLayout.Columns);
        code.Add(R8, sizeof(float));
        code.Add(R9, sizeof(int));
        if (Offsets<T>.BlocksPerSuper > 1)
        {
            code.Add(Rdx, -1);
            code.JumpIfNotZero(block);
        }

        code.Add(Rax, -1);
        code.JumpIfNotZero(super);
        Leave(code, rows, columns, blocks, group);
        return code.ToArray();
    }

    private static void Enter<T>(EvexAssembler code)
        where T : struct, IPackedType
    {
        code.Move(Rax, Rdi, 56);
        code.Load(Nibbles, Rax, 0);
        code.Load(HighBits, Rax, T.Bits == 6 ? 128 : 64);
        if (T.Scales == ScaleKind.HalfBlocks)
        {
            code.Load(AboveFive, Rax, 192);
        }

        code.Move(Rsi, Rdi, 0);
        code.Move(Rcx, Rdi, 8);
        code.Move(R8, Rdi, 16);
        code.Move(R9, Rdi, 24);
        code.Move(R10, Rdi, 32);
        code.Move(R11, Rdi, 48);
    }

    private static void Leave(EvexAssembler code, int rows, int columns, int blocks, int group)
    {
        code.Move(Rdx, R10);
        for (int row = 0; row < rows; row++)
        {
            code.Store(FloatSums + row, Rdx, 0);
            code.Add(Rdx, Rdi, 40);
        }

        // The next group's weights follow this one's; the rows begin anew.
        code.Add(R10, PackedLayout.Rows * sizeof(float));
        code.Add(Rcx, -columns);
        code.Add(R8, -blocks * sizeof(float));
        code.Add(R9, -blocks * sizeof(int));
        code.Add(R11, -1);
        code.JumpIfNotZero(group);
        code.Return();
    }

    private static void ReadHeader<T>(EvexAssembler code)
        where T : struct, IPackedType
    {
        code.LoadHalves(HeaderScale, Rsi, 0);
        if (T.Scales == ScaleKind.SubBlocks)
        {
            code.LoadHalves(HeaderMinimum, Rsi, PackedLayout.Halves);
        }

        code.Add(Rsi, Offsets<T>.HeaderBytes);
        code.Set(Rdx, Offsets<T>.BlocksPerSuper);
    }

    private static void AddBlock<T>(EvexAssembler code, int rows, int columns)
        where T : struct, IPackedType
    {
        for (int line = 0; line < Offsets<T>.BlockBytes; line += 64)
        {
            code.Prefetch(Rsi, WeightStream.Ahead + line);
        }

        ReadScales<T>(code);
        ReadIntegers<T>(code);
        int blocks = columns / PackedLayout.Columns;
        for (int row = 0; row < rows; row++)
        {
            int x = row * columns;
            int scale = row * blocks * sizeof(float);
            if (T.Scales == ScaleKind.HalfBlocks)
            {
                AddHalves(code, row, x, scale);
            }
            else
            {
                AddWhole<T>(code, row, x, scale);
            }

            code.ToFloat(First, row);
            code.MultiplyBroadcast(Second, Offsets<T>.HeaderBytes > 0 ? HeaderScale : Scale, R8, scale);
            code.AddProduct(FloatSums + row, First, Second);
            if (T.Bias == 0)
            {
                // The sums are kept negative: what a minimum adds is taken away here, and what it takes away is added.
                code.ToFloatBroadcast(First, R9, scale);
                code.MultiplyBroadcast(First, First, R8, scale);
                if (T.Scales == ScaleKind.SubBlocks)
                {
                    code.AddProduct(FloatSums + row, Offset, First);
                }
                else
                {
                    code.SubtractProduct(FloatSums + row, Offset, First);
                }
            }
        }
    }

    private static void AddWhole<T>(EvexAssembler code, int row, int x, int sum)
        where T : struct, IPackedType
    {
        if (T.Bias > 0)
        {
            code.ShiftLeftBroadcast(row, R9, sum, int.Log2(T.Bias));
        }
        else
        {
            code.Clear(row);
        }

        for (int j = 0; j < 8; j++)
        {
            code.AddByteProducts(row, Weights + j, Rcx, x + 4 * j);
        }

        if (T.Scales == ScaleKind.SubBlocks)
        {
            code.MultiplyIntegers(row, row, LowScale);
        }
    }

    // Each half less 32 times its sum of activations, times its scale. The halves' sums lie in one number: the first low, the second high.
    private static void AddHalves(EvexAssembler code, int row, int x, int sum)
    {
        code.Clear(row);
        code.Clear(First);
        for (int j = 0; j < 4; j++)
        {
            code.AddByteProducts(row, Weights + j, Rcx, x + 4 * j);
            code.AddByteProducts(First, Weights + 4 + j, Rcx, x + 16 + 4 * j);
        }

        code.ShiftLeftBroadcast(Second, R9, sum, 16);
        code.ShiftRightSigned(Second, Second, 11);
        code.SubtractIntegers(row, row, Second);
        code.ShiftRightSignedBroadcast(Second, R9, sum, 11);
        code.And(Second, Second, AboveFive);
        code.SubtractIntegers(First, First, Second);
        code.MultiplyIntegers(row, row, LowScale);
        code.MultiplyIntegers(First, First, HighScale);
        code.AddIntegers(row, row, First);
    }

    private static void ReadScales<T>(EvexAssembler code)
        where T : struct, IPackedType
    {
        switch (T.Scales)
        {
            case ScaleKind.Plain:
                code.LoadHalves(Scale, Rsi, 0);
                break;
            case ScaleKind.WithMinimum:
                code.LoadHalves(Scale, Rsi, 0);
                code.LoadHalves(Offset, Rsi, PackedLayout.Halves);
                break;
            case ScaleKind.SubBlocks:
                code.LoadBytes(Offset, Rsi, PackedLayout.Bytes);
                code.ToFloat(Offset, Offset);
                code.Multiply(Offset, HeaderMinimum, Offset);
                code.LoadBytes(LowScale, Rsi, 0);
                break;
            default:
                code.LoadSignedBytes(LowScale, Rsi, 0);
                code.LoadSignedBytes(HighScale, Rsi, PackedLayout.Bytes);
                break;
        }
    }

    private static void ReadIntegers<T>(EvexAssembler code)
        where T : struct, IPackedType
    {
        int integers = Offsets<T>.Integers;
        if (T.Bits == 8)
        {
            for (int j = 0; j < 8; j++)
            {
                code.Load(Weights + j, Rsi, integers + 64 * j);
            }

            return;
        }

        for (int j = 0; j < 4; j++)
        {
            code.Load(First, Rsi, integers + 64 * j);
            code.And(Weights + j, First, Nibbles);
            code.ShiftWords(First, First, -4);
            code.And(Weights + 4 + j, First, Nibbles);
        }

        for (int j = 0; j < 4 && T.Bits > 4; j++)
        {
            AddHighBits(code, Weights + j, Offsets<T>.HighBits, T.Bits == 5 ? 4 - j : 4 - 2 * j);
            AddHighBits(code, Weights + 4 + j, T.Bits == 5 ? Offsets<T>.HighBits : Offsets<T>.HighBits + 64, T.Bits == 5 ? -j : 4 - 2 * j);
        }
    }

    private static void AddHighBits(EvexAssembler code, int weights, int offset, int shift)
    {
        code.Load(First, Rsi, offset);
        if (shift != 0)
        {
            code.ShiftWords(First, First, shift);
        }

        code.And(First, First, HighBits);
        code.Or(weights, weights, First);
    }
}
