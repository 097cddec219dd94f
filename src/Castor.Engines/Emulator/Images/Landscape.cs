namespace Castor.Engines.Emulator.Images;

/// <summary>The calm background: a sky, a sun with its glow, and hills in front of each other.</summary>
internal sealed class Landscape
{
    private const double HillsFrom = 0.52;
    private const double HillStep = 0.105;
    private const double Swing = 0.055;
    private const double SkyTo = 0.62;
    private const double GlowRadius = 2.1;

    private static readonly byte[] s_dither = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    private readonly ImageSize _size;
    private readonly float[][] _hills = new float[ImagePalette.Hills][];
    private readonly float[] _tops = new float[ImagePalette.Hills];
    private readonly float[] _feet = new float[ImagePalette.Hills];
    private readonly double _sunX;
    private readonly double _sunY;
    private readonly double _sunRadius;

    public Landscape(ImageSize size, EmulatorRandom random)
    {
        _size = size;
        double shortSide = Math.Min(size.Width, size.Height);
        _sunRadius = shortSide * (0.07 + (0.03 * random.NextDouble()));
        _sunX = size.Width * (random.Next(2) == 0 ? 0.12 + (0.12 * random.NextDouble()) : 0.76 + (0.12 * random.NextDouble()));
        _sunY = Math.Max(_sunRadius * 1.3, size.Height * (0.1 + (0.08 * random.NextDouble())));
        for (int hill = 0; hill < _hills.Length; hill++)
        {
            _hills[hill] = MakeHill(hill, shortSide, random);
            _tops[hill] = _hills[hill].Min();
            _feet[hill] = _hills[hill].Max();
        }
    }

    /// <summary>Paints one row of palette indexes.</summary>
    public void PaintRow(int y, Span<byte> row)
    {
        int covering = Array.FindLastIndex(_feet, foot => y >= foot);
        if (covering >= 0)
        {
            row.Fill((byte)(Edge(covering) + ImagePalette.EdgeSteps));
        }
        else
        {
            PaintSky(y, row);
            PaintSun(y, row);
        }

        for (int hill = covering + 1; hill < _hills.Length; hill++)
        {
            if (y + 1 > _tops[hill])
            {
                PaintHill(y, row, _hills[hill], Edge(hill));
            }
        }
    }

    private static int Edge(int hill) => ImagePalette.FirstHill + (hill * (ImagePalette.EdgeSteps + 1));

    private float[] MakeHill(int hill, double shortSide, EmulatorRandom random)
    {
        double ground = _size.Height * (HillsFrom + (HillStep * hill));
        double height = Math.Min(_size.Height * Swing, shortSide * 0.08);
        double wave = shortSide * (1.5 - (0.16 * hill)) * (0.85 + (0.3 * random.NextDouble()));
        double first = random.NextDouble() * Math.Tau;
        double second = random.NextDouble() * Math.Tau;
        double third = random.NextDouble() * Math.Tau;
        float[] heights = new float[_size.Width];
        for (int x = 0; x < heights.Length; x++)
        {
            double at = x * Math.Tau / wave;
            heights[x] = (float)(ground + (height
                * ((0.62 * Math.Sin(at + first)) + (0.3 * Math.Sin((at * 2.3) + second)) + (0.08 * Math.Sin((at * 5.1) + third)))));
        }

        return heights;
    }

    /// <summary>Between two steps of the sky an ordered pattern of four by four hides the seam.</summary>
    private void PaintSky(int y, Span<byte> row)
    {
        double step = Math.Min(y / (_size.Height * SkyTo), 1) * (ImagePalette.SkySteps - 1);
        int lower = (int)step;
        int share = (int)((step - lower) * s_dither.Length);
        Span<byte> pattern = stackalloc byte[4];
        for (int x = 0; x < pattern.Length; x++)
        {
            pattern[x] = (byte)(lower + (share > s_dither[((y & 3) * 4) + x] ? 1 : 0));
        }

        pattern.CopyTo(row);
        for (int filled = pattern.Length; filled < row.Length; filled *= 2)
        {
            row[..Math.Min(filled, row.Length - filled)].CopyTo(row[filled..]);
        }
    }

    private void PaintSun(int y, Span<byte> row)
    {
        (int from, int to) = Chord(y, _sunRadius * GlowRadius);
        foreach (ref byte index in row[from..to])
        {
            index += ImagePalette.Glow;
        }

        (from, to) = Chord(y, _sunRadius);
        row[from..to].Fill(ImagePalette.Sun);
    }

    private (int From, int To) Chord(int y, double radius)
    {
        double down = y + 0.5 - _sunY;
        if (Math.Abs(down) >= radius)
        {
            return (0, 0);
        }

        double half = Math.Sqrt((radius * radius) - (down * down));
        int from = Math.Clamp((int)Math.Round(_sunX - half), 0, _size.Width);
        return (from, Math.Clamp((int)Math.Round(_sunX + half), from, _size.Width));
    }

    private static void PaintHill(int y, Span<byte> row, float[] heights, int edge)
    {
        int full = edge + ImagePalette.EdgeSteps;
        for (int x = 0; x < row.Length; x++)
        {
            float covered = y + 1 - heights[x];
            if (covered >= 1)
            {
                row[x] = (byte)full;
            }
            else if (covered > 0.125f)
            {
                row[x] = (byte)(edge + Math.Min((int)(covered * (ImagePalette.EdgeSteps + 1)), ImagePalette.EdgeSteps));
            }
        }
    }
}
