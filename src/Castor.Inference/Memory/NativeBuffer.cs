using System.Runtime.InteropServices;

namespace Castor.Inference.Memory;

/// <summary>Zeroed memory outside the collector's heap, aligned for vectors; large buffers ask the kernel for huge pages.</summary>
internal sealed unsafe partial class NativeBuffer : IDisposable
{
    private const nuint VectorAlignment = 64;
    private const nuint HugePage = 2 << 20;
    private const int AdviseHugePage = 14;

    // From this size on huge pages are worth what rounding up to them costs.
    private const nuint LargeSize = 8 << 20;

    private void* _allocation;
    private byte* _data;

    /// <summary>Allocates and clears.</summary>
    /// <param name="byteLength">The bytes that may be used; reading up to 64 bytes more is harmless.</param>
    /// <exception cref="OutOfMemoryException">The memory cannot be had.</exception>
    public NativeBuffer(long byteLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteLength);
        ByteLength = byteLength;
        nuint size = checked((nuint)byteLength + VectorAlignment);
        bool isLarge = OperatingSystem.IsLinux() && size >= LargeSize;
        nuint alignment = isLarge ? HugePage : VectorAlignment;
        size = (size + alignment - 1) & ~(alignment - 1);

        // calloc knows which pages come from the system as zeros. They are not touched here, so that what is never used takes no memory, and the threads
        // that use the rest share the work of getting it.
        _allocation = NativeMemory.AllocZeroed(checked(size + alignment));
        _data = (byte*)(((nuint)_allocation + alignment - 1) & ~(alignment - 1));
        if (isLarge)
        {
            _ = Advise(_data, size, AdviseHugePage);
        }
    }

    ~NativeBuffer() => Free();

    /// <summary>The bytes that may be used.</summary>
    public long ByteLength { get; }

    /// <summary>The first byte.</summary>
    public byte* Data => _data;

    /// <summary>A buffer of floats.</summary>
    public static NativeBuffer OfFloats(long count) => new(checked(count * sizeof(float)));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_allocation);
        _allocation = null;
        _data = null;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
