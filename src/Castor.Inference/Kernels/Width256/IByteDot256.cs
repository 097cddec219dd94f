using System.Runtime.Intrinsics;

namespace Castor.Inference.Kernels.Width256;

/// <summary>Sums of products of unsigned weights and signed activations, four columns to a 32-bit lane.</summary>
internal unsafe interface IByteDot256
{
    /// <summary>Whether bytes of 8 bits are taken for what they stand for, <c>value - 128</c>; narrower ones never are.</summary>
    static abstract bool IsSigned { get; }

    /// <summary>Adds up 16 columns: the four vectors meet four broadcast groups of four bytes.</summary>
    /// <param name="w0">Columns 0 to 3 of 8 rows; at most <paramref name="bits"/> bits a value.</param>
    /// <param name="w1">Columns 4 to 7.</param>
    /// <param name="w2">Columns 8 to 11.</param>
    /// <param name="w3">Columns 12 to 15.</param>
    /// <param name="x">Four times four signed bytes.</param>
    /// <param name="bits">4, 5, 6 or 8.</param>
    static abstract Vector256<int> Sum(Vector256<byte> w0, Vector256<byte> w1, Vector256<byte> w2, Vector256<byte> w3, int* x, int bits);
}
