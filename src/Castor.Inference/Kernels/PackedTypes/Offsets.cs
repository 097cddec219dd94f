using System.Runtime.CompilerServices;

namespace Castor.Inference.Kernels.PackedTypes;

/// <summary>Where the parts of a type's blocks lie; see <see cref="PackedLayout"/>.</summary>
internal static class Offsets<T>
    where T : struct, IPackedType
{
    /// <summary>The bytes before the blocks of a super-block.</summary>
    public static int HeaderBytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.Scales == ScaleKind.SubBlocks ? 2 * PackedLayout.Halves : T.Scales == ScaleKind.HalfBlocks ? PackedLayout.Halves : 0;
    }

    /// <summary>Blocks behind one header.</summary>
    public static int BlocksPerSuper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.Scales is ScaleKind.SubBlocks or ScaleKind.HalfBlocks ? 8 : 1;
    }

    /// <summary>The first byte of the stored integers in a block.</summary>
    public static int Integers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.Scales == ScaleKind.WithMinimum ? 2 * PackedLayout.Halves : PackedLayout.Halves;
    }

    /// <summary>The first byte of the bits beyond nibbles.</summary>
    public static int HighBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Integers + 256;
    }

    /// <summary>The bytes of a block.</summary>
    public static int BlockBytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Integers + (T.Bits == 8 ? 512 : T.Bits == 6 ? 384 : T.Bits == 5 ? 320 : 256);
    }
}
