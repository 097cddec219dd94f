namespace Castor.Inference.Quantization;

/// <summary>
/// 256 elements in 8 sub-blocks of 32: f16 d and dmin, <see cref="SixBitScales"/>, and 128 bytes, 32 for each pair of sub-blocks, the first of the pair in
/// the lower four bits; an element is d * scale * q - dmin * minimum.
/// </summary>
internal static class Q4_K
{
    private const int Size = 256;
    private const int SubBlocks = 8;
    private const int SubBlock = 32;
    private const int Scales = 4;
    private const int Quants = Scales + 12;
    private const int Bytes = Quants + (Size / 2);

    public static void Quantize(ReadOnlySpan<float> values, Span<byte> blocks)
    {
        var search = new AffineSearch(levels: 15);
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            search.Run(values[..Size]);
            BlockScale.Write(blocks, search.Scale);
            BlockScale.Write(blocks[2..], search.Minimum);
            SixBitScales.Pack(search.Scales, search.Minima, blocks[Scales..Quants]);
            Span<byte> packed = blocks[Quants..Bytes];
            ReadOnlySpan<byte> quants = search.Quants;
            for (int i = 0; i < packed.Length; i++)
            {
                int first = (i / SubBlock * 2 * SubBlock) + (i % SubBlock);
                packed[i] = (byte)(quants[first] | (quants[first + SubBlock] << 4));
            }
        }
    }

    public static void Dequantize(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        Span<byte> scales = stackalloc byte[SubBlocks];
        Span<byte> minima = stackalloc byte[SubBlocks];
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            float scale = BlockScale.Read(blocks);
            float minimum = BlockScale.Read(blocks[2..]);
            SixBitScales.Unpack(blocks[Scales..Quants], scales, minima);
            for (int i = 0; i < SubBlocks; i++)
            {
                ReadOnlySpan<byte> packed = blocks.Slice(Quants + (i / 2 * SubBlock), SubBlock);
                int shift = i % 2 * 4;
                float step = scale * scales[i];
                float offset = minimum * minima[i];
                Span<float> result = values.Slice(i * SubBlock, SubBlock);
                for (int j = 0; j < result.Length; j++)
                {
                    result[j] = (step * ((packed[j] >> shift) & 15)) - offset;
                }
            }
        }
    }
}
