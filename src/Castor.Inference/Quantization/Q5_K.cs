namespace Castor.Inference.Quantization;

/// <summary>
/// 256 elements in 8 sub-blocks of 32: f16 d and dmin, <see cref="SixBitScales"/>, 32 bytes with the fifth bits (bit b of byte j is that of element j of
/// sub-block b), and 128 bytes with the lower four bits, 32 for each pair of sub-blocks; an element is d * scale * q - dmin * minimum.
/// </summary>
internal static class Q5_K
{
    private const int Size = 256;
    private const int SubBlocks = 8;
    private const int SubBlock = 32;
    private const int Scales = 4;
    private const int Fifths = Scales + 12;
    private const int Quants = Fifths + SubBlock;
    private const int Bytes = Quants + (Size / 2);

    public static void Quantize(ReadOnlySpan<float> values, Span<byte> blocks)
    {
        var search = new AffineSearch(levels: 31);
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            search.Run(values[..Size]);
            BlockScale.Write(blocks, search.Scale);
            BlockScale.Write(blocks[2..], search.Minimum);
            SixBitScales.Pack(search.Scales, search.Minima, blocks[Scales..Fifths]);
            Span<byte> fifths = blocks[Fifths..Quants];
            Span<byte> packed = blocks[Quants..Bytes];
            ReadOnlySpan<byte> quants = search.Quants;
            fifths.Clear();
            for (int i = 0; i < packed.Length; i++)
            {
                int pair = i / SubBlock;
                int j = i % SubBlock;
                byte first = quants[(pair * 2 * SubBlock) + j];
                byte second = quants[(((pair * 2) + 1) * SubBlock) + j];
                packed[i] = (byte)((first & 15) | (second << 4));
                fifths[j] |= (byte)(((first >> 4) | (second >> 4 << 1)) << (pair * 2));
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
            SixBitScales.Unpack(blocks[Scales..Fifths], scales, minima);
            ReadOnlySpan<byte> fifths = blocks[Fifths..Quants];
            for (int i = 0; i < SubBlocks; i++)
            {
                ReadOnlySpan<byte> packed = blocks.Slice(Quants + (i / 2 * SubBlock), SubBlock);
                int shift = i % 2 * 4;
                float step = scale * scales[i];
                float offset = minimum * minima[i];
                Span<float> result = values.Slice(i * SubBlock, SubBlock);
                for (int j = 0; j < result.Length; j++)
                {
                    result[j] = (step * (((packed[j] >> shift) & 15) | (((fifths[j] >> i) & 1) << 4))) - offset;
                }
            }
        }
    }
}
