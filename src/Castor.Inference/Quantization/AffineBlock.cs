using System.Runtime.Intrinsics;

namespace Castor.Inference.Quantization;

/// <summary>d, dmin, the 6-bit values of each sub-block and their error.</summary>
internal readonly record struct AffineBlock(float D, float Dmin, Vector256<float> Scale, Vector256<float> Minimum, Vector256<float> Error)
{
    public Vector256<float> Step => Scale * D;

    public Vector256<float> Offset => Minimum * Dmin;

    public float TotalError
    {
        get
        {
            float total = 0;
            for (int i = 0; i < Vector256<float>.Count; i++)
            {
                total += Error[i];
            }

            return total;
        }
    }
}
