using System.Runtime.CompilerServices;
using Castor.Inference.Memory;

namespace Castor.Inference.Models.Attention;

/// <summary>Cosines and sines of one <see cref="RopeConfig"/> for the rows of a batch.</summary>
internal sealed unsafe class RopeAngles : IDisposable
{
    private readonly double[] _frequencies;
    private readonly NativeBuffer _cos;
    private readonly NativeBuffer _sin;

    /// <summary>Reserves room.</summary>
    public RopeAngles(RopeConfig config, int capacity)
    {
        Config = config;
        Half = config.Dim / 2;
        _frequencies = new double[Half];
        for (int i = 0; i < Half; i++)
        {
            double factor = config.Factors is { } factors && i < factors.Count ? factors[i] : 1;
            _frequencies[i] = config.Scale * Math.Pow(config.Base, -2.0 * i / config.Dim) / factor;
        }

        _cos = NativeBuffer.OfFloats((long)capacity * Half);
        _sin = NativeBuffer.OfFloats((long)capacity * Half);
    }

    /// <summary>The frequencies' source.</summary>
    public RopeConfig Config { get; }

    /// <summary>Pairs of a head.</summary>
    public int Half { get; }

    /// <summary>Computes one row; doubles keep far positions exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(int row, int position)
    {
        float* cos = Cos(row);
        float* sin = Sin(row);
        for (int i = 0; i < Half; i++)
        {
            (double s, double c) = Math.SinCos(position * _frequencies[i]);
            cos[i] = (float)c;
            sin[i] = (float)s;
        }
    }

    /// <summary>A row's cosines.</summary>
    public float* Cos(int row) => (float*)_cos.Data + (long)row * Half;

    /// <summary>A row's sines.</summary>
    public float* Sin(int row) => (float*)_sin.Data + (long)row * Half;

    public void Dispose()
    {
        _cos.Dispose();
        _sin.Dispose();
    }
}
