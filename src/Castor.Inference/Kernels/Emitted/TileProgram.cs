using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// Writes the code that multiplies one unpacked group with tiles of 16 rows, for one number of columns (AMX). A block of 32 columns is one product of tiles, whose sums
/// are scaled and added up with the same operations, in the same order, as everywhere else.
/// </summary>
internal static class TileProgram
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 16;

    /// <summary>Bytes of an unpacked block: signed integers, scales, offsets, integer scales.</summary>
    public const int BlockBytes = 512 + 3 * 64;

    private const int ScaleOffset = 512;
    private const int OffsetOffset = 576;
    private const int IntegerScaleOffset = 640;

    private const int Rax = 0;
    private const int Rcx = 1;
    private const int Rdx = 2;
    private const int Rbx = 3;
    private const int Rsi = 6;
    private const int Rdi = 7;
    private const int R8 = 8;
    private const int R9 = 9;
    private const int R10 = 10;
    private const int R11 = 11;

    private const int RowsTile = 0;
    private const int WeightsTile = 1;
    private const int SumsTile = 2;
    private const int TilesOfBlock = 3;
    private const int Scale = 8;
    private const int Offset = 9;
    private const int IntegerScale = 10;
    private const int FloatSums = 16;

    /// <summary>Writes the program for types of one kind of scales.</summary>
    /// <param name="scales">How integers become weights.</param>
    /// <param name="columns">Input features, an even number of blocks.</param>
    public static byte[] Write(ScaleKind scales, int columns)
    {
        EvexAssembler code = new();
        int blocks = columns / PackedLayout.Columns;
        Enter(code, columns);
        int tile = code.Here;
        for (int row = 0; row < Rows; row++)
        {
            code.Clear(FloatSums + row);
        }

        code.Move(Rsi, Rdi, 0);
        code.Set(Rax, blocks / 2);
        MultiplyTiles(code, block: 0);
        int pair = code.Here;

        // A block's sums are taken up while the tiles of the next one are multiplied. The last product is of what lies behind and is not used.
        for (int block = 0; block < 2; block++)
        {
            MultiplyTiles(code, block + 1);
            AddSums(code, scales, block, blocks);
        }

        code.Add(Rsi, 2 * BlockBytes);
        code.Add(Rcx, 2 * PackedLayout.Columns);
        code.Add(R8, 2 * sizeof(float));
        code.Add(R9, 2 * sizeof(int));
        code.Add(Rax, -1);
        code.JumpIfNotZero(pair);
        StoreRows(code);
        code.Add(Rcx, (Rows - 1) * columns);
        code.Add(R8, (Rows - 1) * blocks * sizeof(float));
        code.Add(R9, (Rows - 1) * blocks * sizeof(int));
        code.Add(R11, -1);
        code.JumpIfNotZero(tile);
        code.ReleaseTiles();
        code.RestoreRbx();
        code.Return();
        return code.ToArray();
    }

    /// <summary>The tile registers: 16 rows of 32 bytes, 8 rows of 64, 16 rows of 64 (Intel SDM volume 1, section 18.3).</summary>
    public static byte[] Configuration()
    {
        byte[] configuration = new byte[64];
        configuration[0] = 1;
        for (int first = 0; first < 2 * TilesOfBlock; first += TilesOfBlock)
        {
            Set(first + RowsTile, rows: Rows, columnBytes: PackedLayout.Columns);
            Set(first + WeightsTile, rows: PackedLayout.Columns / 4, columnBytes: 64);
            Set(first + SumsTile, rows: Rows, columnBytes: 64);
        }

        return configuration;

        void Set(int tile, int rows, int columnBytes)
        {
            configuration[16 + 2 * tile] = (byte)columnBytes;
            configuration[48 + tile] = (byte)rows;
        }
    }

    private static void Enter(EvexAssembler code, int columns)
    {
        code.SaveRbx();
        code.Move(Rax, Rdi, 56);
        code.ConfigureTiles(Rax);
        code.Move(Rcx, Rdi, 8);
        code.Move(R8, Rdi, 16);
        code.Move(R9, Rdi, 24);
        code.Move(R10, Rdi, 32);
        code.Move(R11, Rdi, 48);
        code.Set(Rdx, columns);
        code.Set(Rbx, 64);
    }

    // Neighbouring blocks have tile registers and room for sums of their own.
    private static void MultiplyTiles(EvexAssembler code, int block)
    {
        int first = block % 2 * TilesOfBlock;
        code.LoadTile(first + RowsTile, Rcx, Rdx, block * PackedLayout.Columns);
        code.LoadTile(first + WeightsTile, Rsi, Rbx, block * BlockBytes);
        code.ClearTile(first + SumsTile);
        code.AddTileProducts(first + SumsTile, first + RowsTile, first + WeightsTile);
        code.StoreTile(first + SumsTile, Rdi, Rbx, SumsOf(block));
    }

    private static int SumsOf(int block) => TileArguments.SumsOffset + block % 2 * Rows * 64;

    private static void AddSums(EvexAssembler code, ScaleKind scales, int block, int blocks)
    {
        int record = block * BlockBytes;
        code.Load(Scale, Rsi, record + ScaleOffset);
        if (scales != ScaleKind.Plain)
        {
            code.Load(Offset, Rsi, record + OffsetOffset);
        }

        if (scales == ScaleKind.SubBlocks)
        {
            code.Load(IntegerScale, Rsi, record + IntegerScaleOffset);
        }

        for (int row = 0; row < Rows; row++)
        {
            // Registers of their own for neighbouring rows: nothing waits for another row's.
            int sum = row % 4;
            int factor = 4 + row % 4;
            int activation = (row * blocks + block) * sizeof(float);
            if (scales == ScaleKind.SubBlocks)
            {
                code.Load(sum, Rdi, SumsOf(block) + 64 * row);
                code.MultiplyIntegers(sum, sum, IntegerScale);
                code.ToFloat(sum, sum);
            }
            else
            {
                code.LoadToFloat(sum, Rdi, SumsOf(block) + 64 * row);
            }

            code.MultiplyBroadcast(factor, Scale, R8, activation);
            code.AddProduct(FloatSums + row, sum, factor);
            if (scales == ScaleKind.Plain)
            {
                continue;
            }

            code.ToFloatBroadcast(sum, R9, activation);
            code.MultiplyBroadcast(sum, sum, R8, activation);
            if (scales == ScaleKind.SubBlocks)
            {
                code.AddProduct(FloatSums + row, Offset, sum);
            }
            else
            {
                code.SubtractProduct(FloatSums + row, Offset, sum);
            }
        }
    }

    private static void StoreRows(EvexAssembler code)
    {
        for (int row = 0; row < Rows; row++)
        {
            code.Store(FloatSums + row, R10, 0);
            code.Add(R10, Rdi, 40);
        }
    }
}
