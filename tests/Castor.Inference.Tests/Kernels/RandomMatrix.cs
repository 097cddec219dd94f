using Castor.Inference.Gguf;
using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Packing;
using Castor.Inference.Memory;
using Castor.Inference.Quantization;

namespace Castor.Inference.Tests.Kernels;

/// <summary>A matrix of random weights: as floats after rounding to its type, and packed.</summary>
internal sealed unsafe class RandomMatrix : IDisposable
{
    private readonly NativeBuffer _packed;

    public RandomMatrix(TensorType type, int rows, int columns, SeededNumbers numbers)
    {
        BlockFormat format = BlockFormat.Of(type);
        byte[] stored = new byte[format.BytesOf((long)rows * columns)];
        float[] wanted = new float[rows * columns];
        for (int i = 0; i < wanted.Length; i++)
        {
            wanted[i] = numbers.Normal() * (1 + i / 64 % 5);
        }

        Quantizer.Quantize(type, wanted, stored);
        Values = new float[wanted.Length];
        Quantizer.Dequantize(type, stored, Values);

        _packed = new NativeBuffer(PackedMatrix.ByteLengthOf(type, rows, columns));
        Packed = new PackedMatrix(type, rows, columns, _packed.Data);
        long rowBytes = format.BytesOf(columns);
        byte** pointers = stackalloc byte*[PackedLayout.Rows];
        fixed (byte* source = stored)
        {
            for (int g = 0; g < Packed.GroupCount; g++)
            {
                for (int r = 0; r < PackedLayout.Rows; r++)
                {
                    int row = g * PackedLayout.Rows + r;
                    pointers[r] = row < rows ? source + row * rowBytes : null;
                }

                GroupPacker.Pack(type, pointers, columns, _packed.Data + g * Packed.GroupBytes);
            }
        }
    }

    public float[] Values { get; }

    public PackedMatrix Packed { get; }

    public void Dispose() => _packed.Dispose();
}
