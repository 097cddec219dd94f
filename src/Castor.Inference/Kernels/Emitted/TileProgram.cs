namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// Writes the code that multiplies tiles of activations with panels of weights, both bf16, and adds the products up in f32 (AMX; Intel SDM volume 1, chapter 18). One or two
/// tiles of 16 rows meet one or two panels of 16 outputs, so that a tile once loaded serves two products.
/// </summary>
internal static class TileProgram
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 16;

    /// <summary>Bytes of a tile: of activations 16 rows of 32 columns, of weights 16 pairs of columns of 16 outputs.</summary>
    public const int TileBytes = 1024;

    /// <summary>Bytes of a row of any tile.</summary>
    public const int RowBytes = 64;

    /// <summary>The most blocks of 32 columns that a program adds up at a time: two panels of so many stay in the first cache.</summary>
    public const int MaxBlocks = 12;

    /// <summary>Bytes from one panel to the next.</summary>
    public const int PanelBytes = MaxBlocks * TileBytes;

    private const int Rax = 0;
    private const int Rcx = 1;
    private const int Rdx = 2;
    private const int Rsi = 6;
    private const int Rdi = 7;
    private const int R8 = 8;
    private const int R9 = 9;
    private const int R10 = 10;
    private const int R11 = 11;

    private const int RowsTile = 4;
    private const int PanelTile = 6;

    /// <summary>Writes a program: <c>void (TileArguments*)</c>.</summary>
    /// <param name="rowTiles">Tiles of rows of a step, 1 or 2.</param>
    /// <param name="panels">Panels, 1 or 2.</param>
    public static byte[] Write(int rowTiles, int panels)
    {
        EvexAssembler code = new();
        code.Move(Rax, Rdi, TileArguments.ConfigurationAt);
        code.ConfigureTiles(Rax);
        code.Move(Rcx, Rdi, TileArguments.RowsAt);
        code.Move(R8, Rdi, TileArguments.SumsAt);
        code.Move(R10, Rdi, TileArguments.OutputAt);
        code.Move(R11, Rdi, TileArguments.StepsAt);
        code.Set(R9, RowBytes);

        int step = code.Here;
        code.Move(Rsi, Rdi, TileArguments.PanelsAt);
        code.Move(Rdx, Rcx);
        code.Add(Rdx, Rdi, TileArguments.RowTileBytesAt);
        code.Move(Rax, Rdi, TileArguments.SumStrideAt);
        for (int tile = 0; tile < rowTiles; tile++)
        {
            for (int panel = 0; panel < panels; panel++)
            {
                code.LoadTile(SumTile(tile, panel), R8, Rax, panel * RowBytes);
            }

            code.Add(R8, Rdi, TileArguments.SumTileAt);
        }

        code.Move(Rax, Rdi, TileArguments.BlocksAt);
        int block = code.Here;
        for (int tile = 0; tile < rowTiles; tile++)
        {
            code.LoadTile(RowsTile + tile, tile == 0 ? Rcx : Rdx, R9, 0);
            for (int panel = 0; panel < panels; panel++)
            {
                if (tile == 0)
                {
                    code.LoadTile(PanelTile + panel, Rsi, R9, panel * PanelBytes);
                }

                code.AddTileProducts(SumTile(tile, panel), RowsTile + tile, PanelTile + panel);
            }
        }

        code.Add(Rcx, TileBytes);
        code.Add(Rdx, TileBytes);
        code.Add(Rsi, TileBytes);
        code.Add(Rax, -1);
        code.JumpIfNotZero(block);

        code.Move(Rax, Rdi, TileArguments.OutputStrideAt);
        for (int tile = 0; tile < rowTiles; tile++)
        {
            for (int panel = 0; panel < panels; panel++)
            {
                code.StoreTile(SumTile(tile, panel), R10, Rax, panel * RowBytes);
            }

            code.Add(R10, Rdi, TileArguments.OutputTileAt);
        }

        code.Add(Rcx, Rdi, TileArguments.NextStepAt);
        code.Add(R11, -1);
        code.JumpIfNotZero(step);
        code.ReleaseTiles();
        code.Return();
        return code.ToArray();
    }

    /// <summary>The configuration of the tile registers, 64 bytes.</summary>
    /// <param name="rows">Rows of activations and sums in a tile, 1 to 16.</param>
    public static byte[] Configuration(int rows)
    {
        byte[] configuration = new byte[64];
        configuration[0] = 1;
        for (int tile = 0; tile < 8; tile++)
        {
            configuration[16 + 2 * tile] = RowBytes;
            configuration[48 + tile] = (byte)(tile < PanelTile ? rows : Rows);
        }

        return configuration;
    }

    private static int SumTile(int tile, int panel) => 2 * tile + panel;
}
