namespace Castor.Inference.Quantization;

/// <summary>
/// 256 elements in 16 sub-blocks of 16: 128 bytes with the lower four bits, 64 with the upper two, 16 signed scales and, last, an f16 d; an element is d *
/// scale * (q - 32). Each half of 128 elements is four columns of 32: columns 0 and 2 share the first 32 bytes of the lower bits, 1 and 3 the next 32, and
/// all four the same 32 bytes of upper bits.
/// </summary>
internal static class Q6_K
{
    private const int Size = 256;
    private const int SubBlocks = 16;
    private const int Column = 32;
    private const int Columns = Size / Column;
    private const int Upper = Size / 2;
    private const int Scales = Upper + (Size / 4);
    private const int Scale = Scales + SubBlocks;
    private const int Bytes = Scale + 2;

    public static void Quantize(ReadOnlySpan<float> values, Span<byte> blocks)
    {
        var search = new SymmetricSearch();
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            search.Run(values[..Size]);
            blocks[..Scales].Clear();
            for (int column = 0; column < Columns; column++)
            {
                (int lower, int shift, int upper, int upperShift) = Place(column);
                for (int j = 0; j < Column; j++)
                {
                    byte quant = search.Quants[(column * Column) + j];
                    blocks[lower + j] |= (byte)((quant & 15) << shift);
                    blocks[upper + j] |= (byte)(quant >> 4 << upperShift);
                }
            }

            for (int i = 0; i < SubBlocks; i++)
            {
                blocks[Scales + i] = (byte)search.Scales[i];
            }

            BlockScale.Write(blocks[Scale..], search.Scale);
        }
    }

    public static void Dequantize(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (; !values.IsEmpty; values = values[Size..], blocks = blocks[Bytes..])
        {
            float scale = BlockScale.Read(blocks[Scale..]);
            for (int column = 0; column < Columns; column++)
            {
                (int lower, int shift, int upper, int upperShift) = Place(column);
                Span<float> result = values.Slice(column * Column, Column);
                for (int j = 0; j < Column; j++)
                {
                    int quant = ((blocks[lower + j] >> shift) & 15) | (((blocks[upper + j] >> upperShift) & 3) << 4);
                    result[j] = scale * (sbyte)blocks[Scales + (column * 2) + (j / SubBlocks)] * (quant - 32);
                }
            }
        }
    }

    /// <summary>Where a column of 32 elements lies: the byte and the shift of its lower and of its upper bits.</summary>
    private static (int Lower, int Shift, int Upper, int UpperShift) Place(int column)
    {
        (int half, int inHalf) = Math.DivRem(column, 4);
        return ((half * 2 * Column) + (inHalf % 2 * Column), inHalf / 2 * 4, Upper + (half * Column), inHalf * 2);
    }
}
