using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Castor.Inference.Kernels;

/// <summary>What the vector tiers share: the row-wise operations on 256-bit vectors, which any machine takes in one way or another.</summary>
internal abstract unsafe class VectorKernels : KernelSet
{
    private const int Lanes = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Quantize(ActivationRows rows, int row)
    {
        int columns = rows.Columns;
        float* x = rows.Floats + (long)row * columns;
        sbyte* bytes = rows.Bytes + (long)row * columns;
        short* words = rows.Words + (long)row * columns;
        float* scales = rows.Scales + (long)row * (columns / 32);
        int* sums = rows.HalfSums + (long)row * (columns / 32);
        int* negativeSums = rows.NegativeSums + (long)row * (columns / 32);
        Vector256<int> pairOrder = Vector256.Create(0, 2, 1, 3, 4, 6, 5, 7);
        for (int b = 0; b < columns / 32; b++, x += 32, bytes += 32, words += 32)
        {
            Vector256<float> x0 = Vector256.Load(x);
            Vector256<float> x1 = Vector256.Load(x + 8);
            Vector256<float> x2 = Vector256.Load(x + 16);
            Vector256<float> x3 = Vector256.Load(x + 24);
            Vector256<float> m = Vector256.Max(
                Vector256.Max(Vector256.Abs(x0), Vector256.Abs(x1)), Vector256.Max(Vector256.Abs(x2), Vector256.Abs(x3)));
            float maximum = HorizontalMax(m);
            Vector256<float> inverse = Vector256.Create(maximum > 0 ? 127f / maximum : 0);
            Vector256<int> i0 = Round(x0 * inverse);
            Vector256<int> i1 = Round(x1 * inverse);
            Vector256<int> i2 = Round(x2 * inverse);
            Vector256<int> i3 = Round(x3 * inverse);
            Vector256<short> first = Vector256.Narrow(i0, i1);
            Vector256<short> second = Vector256.Narrow(i2, i3);
            Vector256.Narrow(first, second).Store(bytes);
            Vector256.Narrow(Vector256.Shuffle(i0, pairOrder), Vector256.Shuffle(i1, pairOrder)).Store(words);
            Vector256.Narrow(Vector256.Shuffle(i2, pairOrder), Vector256.Shuffle(i3, pairOrder)).Store(words + 16);
            scales[b] = maximum / 127f;
            int firstSum = Vector256.Sum(i0 + i1);
            int secondSum = Vector256.Sum(i2 + i3);
            sums[b] = firstSum & 0xFFFF | secondSum << 16;
            negativeSums[b] = -(firstSum + secondSum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void RmsNorm(float* x, float* weight, float* y, int count, float epsilon)
    {
        Vector256<float> s0 = Vector256<float>.Zero;
        Vector256<float> s1 = Vector256<float>.Zero;
        int i = 0;
        for (; i + 16 <= count; i += 16)
        {
            Vector256<float> a = Vector256.Load(x + i);
            Vector256<float> b = Vector256.Load(x + i + 8);
            s0 = Vector256.FusedMultiplyAdd(a, a, s0);
            s1 = Vector256.FusedMultiplyAdd(b, b, s1);
        }

        float scale = 1f / MathF.Sqrt(Vector256.Sum(s0 + s1) / count + epsilon);
        Vector256<float> factor = Vector256.Create(scale);
        for (i = 0; i + Lanes <= count; i += Lanes)
        {
            Vector256<float> scaled = Vector256.Load(x + i) * factor;
            (weight is null ? scaled : scaled * Vector256.Load(weight + i)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(float* x, float* y, int count)
    {
        for (int i = 0; i + Lanes <= count; i += Lanes)
        {
            (Vector256.Load(x + i) + Vector256.Load(y + i)).Store(x + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Scale(float* x, float factor, int count)
    {
        Vector256<float> f = Vector256.Create(factor);
        for (int i = 0; i + Lanes <= count; i += Lanes)
        {
            (Vector256.Load(x + i) * f).Store(x + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GeluMultiply(float* gate, float* up, float* y, int count)
    {
        // 0.5 (1 + tanh u) = 1 / (1 + exp(-2 u))
        Vector256<float> a = Vector256.Create(2 * 0.7978845608f);
        Vector256<float> b = Vector256.Create(0.044715f);
        for (int i = 0; i + Lanes <= count; i += Lanes)
        {
            Vector256<float> v = Vector256.Load(gate + i);
            Vector256<float> u = v * a * Vector256.FusedMultiplyAdd(b * v, v, Vector256<float>.One);
            Vector256<float> sigmoid = Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-u));
            (v * sigmoid * Vector256.Load(up + i)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SoftCap(float* x, float cap, int count)
    {
        // tanh v = 1 - 2 / (exp(2 v) + 1)
        Vector256<float> two = Vector256.Create(2f);
        Vector256<float> c = Vector256.Create(cap);
        int i = 0;
        for (; i + Lanes <= count; i += Lanes)
        {
            Vector256<float> e = Vector256.Exp(two * Vector256.Load(x + i) / c);
            (c * (Vector256<float>.One - two / (e + Vector256<float>.One))).Store(x + i);
        }

        for (; i < count; i++)
        {
            x[i] = cap * MathF.Tanh(x[i] / cap);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Rotate(float* head, float* cos, float* sin, int half)
    {
        for (int i = 0; i + Lanes <= half; i += Lanes)
        {
            Vector256<float> a = Vector256.Load(head + i);
            Vector256<float> b = Vector256.Load(head + half + i);
            Vector256<float> c = Vector256.Load(cos + i);
            Vector256<float> s = Vector256.Load(sin + i);
            (a * c - b * s).Store(head + i);
            (b * c + a * s).Store(head + half + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void StoreHalves(float* x, ushort* y, int count, nint stride)
    {
        if (stride == 1)
        {
            for (int i = 0; i + Lanes <= count; i += Lanes)
            {
                ToHalves(Vector256.Load(x + i)).Store(y + i);
            }

            return;
        }

        ushort* eight = stackalloc ushort[Lanes];
        for (int i = 0; i + Lanes <= count; i += Lanes)
        {
            ToHalves(Vector256.Load(x + i)).Store(eight);
            for (int k = 0; k < Lanes; k++)
            {
                y[(i + k) * stride] = eight[k];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ushort StoreBytes(float* x, sbyte* y, nint stride)
    {
        Vector256<float> x0 = Vector256.Load(x);
        Vector256<float> x1 = Vector256.Load(x + 8);
        Vector256<float> x2 = Vector256.Load(x + 16);
        Vector256<float> x3 = Vector256.Load(x + 24);
        ByteScale scale = ByteScale.Of(HorizontalMax(Vector256.Max(
            Vector256.Max(Vector256.Abs(x0), Vector256.Abs(x1)), Vector256.Max(Vector256.Abs(x2), Vector256.Abs(x3)))));
        Vector256<float> inverse = Vector256.Create(scale.Inverse);
        Vector256<short> first = Vector256.Narrow(RoundToByte(x0 * inverse), RoundToByte(x1 * inverse));
        Vector256<short> second = Vector256.Narrow(RoundToByte(x2 * inverse), RoundToByte(x3 * inverse));
        Vector256<sbyte> bytes = Vector256.Narrow(first, second);
        if (stride == 1)
        {
            bytes.Store(y);
            return scale.Half;
        }

        sbyte* block = stackalloc sbyte[32];
        bytes.Store(block);
        for (int i = 0; i < 32; i++)
        {
            y[i * stride] = block[i];
        }

        return scale.Half;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Exponentiate(float* scores, int count, out float maximum)
    {
        Vector256<float> m = Vector256.Load(scores);
        for (int i = Lanes; i < count; i += Lanes)
        {
            m = Vector256.Max(m, Vector256.Load(scores + i));
        }

        maximum = HorizontalMax(m);
        Vector256<float> top = Vector256.Create(maximum);
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < count; i += Lanes)
        {
            Vector256<float> w = Vector256.Exp(Vector256.Load(scores + i) - top);
            w.Store(scores + i);
            sum += w;
        }

        return Vector256.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Merge(float* x, float scale, float* y, float factor, int count)
    {
        Vector256<float> s = Vector256.Create(scale);
        Vector256<float> f = Vector256.Create(factor);
        for (int i = 0; i + Lanes <= count; i += Lanes)
        {
            Vector256.FusedMultiplyAdd(Vector256.Load(y + i), f, Vector256.Load(x + i) * s).Store(x + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyEach(float* x, float* y, int count)
    {
        for (int i = 0; i + Lanes <= count; i += Lanes)
        {
            (Vector256.Load(x + i) * Vector256.Load(y + i)).Store(x + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Dot(float* x, float* y, int count)
    {
        Vector256<float> s0 = Vector256<float>.Zero;
        Vector256<float> s1 = Vector256<float>.Zero;
        for (int i = 0; i + 2 * Lanes <= count; i += 2 * Lanes)
        {
            s0 = Vector256.FusedMultiplyAdd(Vector256.Load(x + i), Vector256.Load(y + i), s0);
            s1 = Vector256.FusedMultiplyAdd(Vector256.Load(x + i + Lanes), Vector256.Load(y + i + Lanes), s1);
        }

        return Vector256.Sum(s0 + s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GaussianTopK(float* x, float deviations, int count)
    {
        Vector256<float> s0 = Vector256<float>.Zero;
        Vector256<float> s1 = Vector256<float>.Zero;
        for (int i = 0; i + 2 * Lanes <= count; i += 2 * Lanes)
        {
            s0 += Vector256.Load(x + i);
            s1 += Vector256.Load(x + i + Lanes);
        }

        float average = Vector256.Sum(s0 + s1) / count;
        Vector256<float> mean = Vector256.Create(average);
        s0 = s1 = Vector256<float>.Zero;
        for (int i = 0; i + 2 * Lanes <= count; i += 2 * Lanes)
        {
            Vector256<float> a = Vector256.Load(x + i) - mean;
            Vector256<float> b = Vector256.Load(x + i + Lanes) - mean;
            s0 = Vector256.FusedMultiplyAdd(a, a, s0);
            s1 = Vector256.FusedMultiplyAdd(b, b, s1);
        }

        Vector256<float> cut = Vector256.Create(average + deviations * MathF.Sqrt(Vector256.Sum(s0 + s1) / (count - 1)));
        for (int i = 0; i + Lanes <= count; i += Lanes)
        {
            Vector256.Max(Vector256<float>.Zero, Vector256.Load(x + i) - cut).Store(x + i);
        }
    }

    /// <summary>The largest of a vector's floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static float HorizontalMax(Vector256<float> v)
    {
        Vector128<float> m = Vector128.Max(v.GetLower(), v.GetUpper());
        m = Vector128.Max(m, Vector128.Shuffle(m, Vector128.Create(2, 3, 0, 1)));
        m = Vector128.Max(m, Vector128.Shuffle(m, Vector128.Create(1, 0, 3, 2)));
        return m.ToScalar();
    }

    // Adding and taking away 1.5 * 2^23 leaves a float's integer, rounded to even.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<float> v) =>
        (v + Vector256.Create(12582912f)).AsInt32() - Vector256.Create(0x4B400000);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> RoundToByte(Vector256<float> v) =>
        Round(Vector256.Min(Vector256.Max(v, Vector256.Create(-127f)), Vector256.Create(127f)));

    // To nearest even; beyond 65,504 infinity.
    private static Vector128<ushort> ToHalves(Vector256<float> v)
    {
        Vector256<int> bits = v.AsInt32();
        Vector256<int> sign = bits >>> 16 & Vector256.Create(0x8000);
        Vector256<int> magnitude = bits & Vector256.Create(0x7FFFFFFF);

        // Rounded to the f16 grid: normal numbers by the carry into the exponent, subnormal ones by adding a power of two.
        Vector256<int> odd = magnitude >>> 13 & Vector256<int>.One;
        Vector256<int> normal = (magnitude + Vector256.Create(0xFFF - (112 << 23)) + odd) >>> 13;
        Vector256<int> subnormal = (magnitude.AsSingle() + Vector256.Create(0.5f)).AsInt32() - Vector256.Create(0x3F000000);
        Vector256<int> half = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(113 << 23)), subnormal, normal);
        half = Vector256.ConditionalSelect(Vector256.GreaterThan(magnitude, Vector256.Create(0x477FEFFF)), Vector256.Create(0x7C00), half);
        half |= sign;
        return Vector128.Narrow(half.GetLower().AsUInt32(), half.GetUpper().AsUInt32());
    }
}
