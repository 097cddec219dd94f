using Castor.Engines.Emulator.Media;

namespace Castor.Engines.Emulator.Embeddings;

/// <summary>The coarse features of media: kind, form, size, how their bytes are spread, and their blocks, which copies share.</summary>
internal static class MediaFeatures
{
    private const float Kind = 1.2f;
    private const float Form = 0.5f;
    private const float Spread = 1.2f;
    private const float Blocks = 1.5f;
    private const int BlockSize = 1024;
    private const int MaxBlocks = 256;
    private const int Bins = 32;

    /// <summary>Adds the features of a file.</summary>
    public static void Add(FeatureVector vector, ReadOnlySpan<byte> data, string mimeType)
    {
        bool isRead = MediaFacts.TryRead(data, mimeType, out MediaFacts facts);
        vector.Add(Hash("kind", isRead ? (int)facts.Kind : -1), Kind);
        if (isRead && facts.Height > 0)
        {
            double ratio = Math.Log2(facts.Width / (double)facts.Height);
            vector.Add(Hash("ratio", (int)Math.Round(2 * ratio)), Form);
            vector.Add(Hash("size", (int)Math.Round(Math.Log2((double)facts.Width * facts.Height))), Form / 2);
        }

        if (isRead && facts.Seconds > 0)
        {
            vector.Add(Hash("seconds", (int)Math.Round(Math.Log2(facts.Seconds))), Form);
        }

        AddSpread(vector, data);
        AddBlocks(vector, data);
    }

    private static void AddSpread(FeatureVector vector, ReadOnlySpan<byte> data)
    {
        Span<int> bins = stackalloc int[Bins];
        bins.Clear();
        foreach (byte b in data)
        {
            bins[b / (256 / Bins)]++;
        }

        for (int i = 0; i < Bins; i++)
        {
            vector.Add(Hash("bin", i), Spread * MathF.Sqrt(bins[i] / (float)Math.Max(1, data.Length)));
        }
    }

    private static void AddBlocks(FeatureVector vector, ReadOnlySpan<byte> data)
    {
        int blocks = Math.Clamp((data.Length + BlockSize - 1) / BlockSize, 1, MaxBlocks);
        float weight = Blocks / MathF.Sqrt(blocks);
        for (int i = 0; i < blocks; i++)
        {
            int at = i * BlockSize;
            var hash = new StableHash();
            hash.Add(data.Slice(at, Math.Min(BlockSize, data.Length - at)));
            vector.Add(hash.Value, weight);
        }
    }

    private static ulong Hash(string name, int value)
    {
        var hash = new StableHash();
        hash.Add(name);
        hash.Add(value);
        return hash.Value;
    }
}
