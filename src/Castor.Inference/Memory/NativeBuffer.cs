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

    // From this size on malloc maps fresh pages, which are zero: touching them here would cost the load its parallelism.
    private const nuint MappedSize = 64 << 20;

    private readonly nuint _size;
    private byte* _data;

    /// <summary>Allocates and clears.</summary>
    /// <param name="byteLength">The bytes that may be used; reading up to 64 bytes more is harmless.</param>
    /// <exception cref="OutOfMemoryException">The memory cannot be had.</exception>
    public NativeBuffer(long byteLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteLength);
        ByteLength = byteLength;
        _size = checked((nuint)byteLength + VectorAlignment);
        bool isLarge = OperatingSystem.IsLinux() && _size >= LargeSize;
        if (isLarge)
        {
            _size = (_size + HugePage - 1) & ~(HugePage - 1);
        }

        _data = (byte*)NativeMemory.AlignedAlloc(_size, isLarge ? HugePage : VectorAlignment);
        if (isLarge)
        {
            _ = Advise(_data, _size, AdviseHugePage);
        }

        if (!isLarge || _size < MappedSize)
        {
            NativeMemory.Clear(_data, _size);
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
        if (_data is not null)
        {
            NativeMemory.AlignedFree(_data);
            _data = null;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
