using Castor.Inference.Gguf;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Kernels.Scalar;

/// <summary>The tensor operations in plain loops: slow, readable, and the oracle of the other tiers.</summary>
internal sealed unsafe class ScalarKernels : KernelSet
{
    public override string Name => "scalar";

    public override void Quantize(ActivationRows rows, int row)
    {
        int columns = rows.Columns;
        float* x = rows.Floats + (long)row * columns;
        sbyte* bytes = rows.Bytes + (long)row * columns;
        short* words = rows.Words + (long)row * columns;
        for (int b = 0; b < columns / 32; b++, x += 32, bytes += 32, words += 32)
        {
            float maximum = 0;
            for (int k = 0; k < 32; k++)
            {
                maximum = MathF.Max(maximum, MathF.Abs(x[k]));
            }

            float inverse = maximum > 0 ? 127f / maximum : 0;
            int first = 0;
            int second = 0;
            for (int k = 0; k < 32; k++)
            {
                int rounded = (int)MathF.Round(x[k] * inverse, MidpointRounding.ToEven);
                bytes[k] = (sbyte)rounded;
                words[k / 4 * 4 + (k % 4 is 1 or 2 ? 3 - k % 4 : k % 4)] = (short)rounded;
                first += k < 16 ? rounded : 0;
                second += k < 16 ? 0 : rounded;
            }

            long index = (long)row * (columns / 32) + b;
            rows.Scales[index] = maximum / 127f;
            rows.HalfSums[index] = first & 0xFFFF | second << 16;
            rows.NegativeSums[index] = -(first + second);
        }
    }

    public override void Multiply(
        PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup)
    {
        for (int g = firstGroup; g < endGroup; g++)
        {
            for (int row = firstRow; row < firstRow + rowCount; row++)
            {
                for (int r = 0; r < PackedLayout.Rows; r++)
                {
                    y[row * stride + g * PackedLayout.Rows + r] = weights.Type.IsFloat()
                        ? FloatDot(weights, g, r, rows.Floats + (long)row * rows.Columns)
                        : Dot(weights, g, r, rows, row);
                }
            }
        }
    }

    private static float Dot(PackedMatrix weights, int g, int r, ActivationRows rows, int row)
    {
        byte* values = stackalloc byte[32];
        PackedLayout layout = weights.Layout;
        byte* block = weights.Data + g * weights.GroupBytes;
        long index = (long)row * (rows.Columns / 32);
        sbyte* x = rows.Bytes + (long)row * rows.Columns;
        float sum = 0;
        for (int super = 0; super < weights.Columns / (32 * layout.BlocksPerSuper); super++)
        {
            byte* header = block;
            block += layout.HeaderBytes;
            for (int b = 0; b < layout.BlocksPerSuper; b++, block += layout.BlockBytes, index++, x += 32)
            {
                HalfScales scales = PackedRowReader.Read(weights.Type, header, block, b, r, values);
                int first = 0;
                int second = 0;
                for (int k = 0; k < 16; k++)
                {
                    first += values[k] * x[k];
                    second += values[16 + k] * x[16 + k];
                }

                int halfSums = rows.HalfSums[index];
                sum += rows.Scales[index] * (scales.First * first + scales.Second * second
                    + scales.FirstOffset * (short)halfSums + scales.SecondOffset * (halfSums >> 16));
            }
        }

        return sum;
    }

    private static float FloatDot(PackedMatrix weights, int g, int r, float* x)
    {
        byte* group = weights.Data + g * weights.GroupBytes;
        float sum = 0;
        for (int k = 0; k < weights.Columns; k++)
        {
            long index = (long)k * PackedLayout.Rows + r;
            float w = weights.Type switch
            {
                TensorType.F32 => ((float*)group)[index],
                TensorType.F16 => ToSingle(((ushort*)group)[index]),
                _ => BitConverter.Int32BitsToSingle(((ushort*)group)[index] << 16),
            };
            sum = MathF.FusedMultiplyAdd(w, x[k], sum);
        }

        return sum;
    }

    public override void RmsNorm(float* x, float* weight, float* y, int count, float epsilon)
    {
        float sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += x[i] * x[i];
        }

        float scale = 1f / MathF.Sqrt(sum / count + epsilon);
        for (int i = 0; i < count; i++)
        {
            y[i] = x[i] * scale * (weight is null ? 1f : weight[i]);
        }
    }

    public override void Add(float* x, float* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            x[i] += y[i];
        }
    }

    public override void Scale(float* x, float factor, int count)
    {
        for (int i = 0; i < count; i++)
        {
            x[i] *= factor;
        }
    }

    public override void GeluMultiply(float* gate, float* up, float* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            float v = gate[i];
            y[i] = 0.5f * v * (1f + MathF.Tanh(0.7978845608f * (v + 0.044715f * v * v * v))) * up[i];
        }
    }

    public override void SoftCap(float* x, float cap, int count)
    {
        for (int i = 0; i < count; i++)
        {
            x[i] = cap * MathF.Tanh(x[i] / cap);
        }
    }

    public override void Rotate(float* head, float* cos, float* sin, int half)
    {
        for (int i = 0; i < half; i++)
        {
            float a = head[i];
            float b = head[half + i];
            head[i] = a * cos[i] - b * sin[i];
            head[half + i] = b * cos[i] + a * sin[i];
        }
    }

    public override void StoreHalves(float* x, ushort* y, int count, nint stride)
    {
        for (int i = 0; i < count; i++)
        {
            y[i * stride] = BitConverter.HalfToUInt16Bits((Half)x[i]);
        }
    }

    public override void ScoreTile(float* queries, int queryCount, ushort* keys, int headDim, float* scores, nint stride)
    {
        for (int q = 0; q < queryCount; q++)
        {
            for (int p = 0; p < PackedLayout.Rows; p++)
            {
                float sum = 0;
                for (int d = 0; d < headDim; d++)
                {
                    sum += queries[q * headDim + d] * ToSingle(keys[d * 16 + p]);
                }

                scores[q * stride + p] = sum;
            }
        }
    }

    public override ushort StoreBytes(float* x, sbyte* y, nint stride)
    {
        float maximum = 0;
        for (int i = 0; i < 32; i++)
        {
            maximum = MathF.Max(maximum, MathF.Abs(x[i]));
        }

        ByteScale scale = ByteScale.Of(maximum);
        for (int i = 0; i < 32; i++)
        {
            y[i * stride] = (sbyte)MathF.Round(Math.Clamp(x[i] * scale.Inverse, -127, 127), MidpointRounding.ToEven);
        }

        return scale.Half;
    }

    public override void ScoreByteTile(float* queries, int queryCount, byte* keys, int headDim, float* scores, nint stride)
    {
        for (int q = 0; q < queryCount; q++)
        {
            for (int p = 0; p < KvLayout.TileLength; p++)
            {
                float sum = 0;
                for (int d = 0; d < headDim; d++)
                {
                    byte* block = keys + d / 32 * ByteKvFormat.TileBlockBytes;
                    float scale = ToSingle(((ushort*)block)[p]);
                    sum += queries[q * headDim + d] * (scale * (sbyte)block[PackedLayout.Halves + d % 32 * 16 + p]);
                }

                scores[q * stride + p] = sum;
            }
        }
    }

    public override void AddByteValues(
        float* weights, nint stride, int queryCount, ushort* scales, sbyte* values, int count, int headDim, float* output)
    {
        for (int q = 0; q < queryCount; q++)
        {
            for (int p = 0; p < count; p++)
            {
                for (int d = 0; d < headDim; d++)
                {
                    float scale = ToSingle(scales[d / 32 * KvLayout.PageLength + p]);
                    output[q * headDim + d] += weights[q * stride + p] * (scale * values[(long)p * headDim + d]);
                }
            }
        }
    }

    public override float Exponentiate(float* scores, int count, out float maximum)
    {
        maximum = float.NegativeInfinity;
        for (int i = 0; i < count; i++)
        {
            maximum = MathF.Max(maximum, scores[i]);
        }

        float sum = 0;
        for (int i = 0; i < count; i++)
        {
            scores[i] = MathF.Exp(scores[i] - maximum);
            sum += scores[i];
        }

        return sum;
    }

    public override void AddValues(float* weights, nint stride, int queryCount, ushort* values, int count, int headDim, float* output)
    {
        for (int q = 0; q < queryCount; q++)
        {
            for (int p = 0; p < count; p++)
            {
                for (int d = 0; d < headDim; d++)
                {
                    output[q * headDim + d] += weights[q * stride + p] * ToSingle(values[(long)p * headDim + d]);
                }
            }
        }
    }

    public override void Merge(float* x, float scale, float* y, float factor, int count)
    {
        for (int i = 0; i < count; i++)
        {
            x[i] = x[i] * scale + y[i] * factor;
        }
    }

    public override void MultiplyEach(float* x, float* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            x[i] *= y[i];
        }
    }

    public override float Dot(float* x, float* y, int count)
    {
        float sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    public override void GaussianTopK(float* x, float deviations, int count)
    {
        float sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += x[i];
        }

        float mean = sum / count;
        float squares = 0;
        for (int i = 0; i < count; i++)
        {
            squares += (x[i] - mean) * (x[i] - mean);
        }

        float cut = mean + deviations * MathF.Sqrt(squares / (count - 1));
        for (int i = 0; i < count; i++)
        {
            x[i] = MathF.Max(0, x[i] - cut);
        }
    }

    private static float ToSingle(ushort half) => (float)BitConverter.UInt16BitsToHalf(half);
}
