using System.Runtime.InteropServices;
using Castor.Inference.Gguf;

namespace Castor.Inference.Tests.Gguf;

/// <summary>Memory that ends right before a page nobody may touch, so that reading a byte too far ends the process instead of going unseen.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ReadWrite = 3;
    private const int NoAccess = 0;
    private const int Private = 2;

    private readonly nuint _page = (nuint)Environment.SystemPageSize;
    private readonly nuint _capacity;
    private readonly byte* _start;

    public GuardedMemory(int capacity)
    {
        _capacity = ((nuint)capacity + _page - 1) & ~(_page - 1);
        if (!OperatingSystem.IsLinux())
        {
            _start = (byte*)NativeMemory.Alloc(_capacity);
            return;
        }

        const int anonymous = 0x20;
        _start = (byte*)Map(null, _capacity + _page, ReadWrite, Private | anonymous, -1, 0);
        Assert.NotEqual(-1, (nint)_start);
        Assert.Equal(0, Protect(_start + _capacity, _page, NoAccess));
    }

    /// <summary>Puts bytes at the very end, and answers them as a file in memory.</summary>
    public GgufMemory Place(string path, ReadOnlySpan<byte> bytes)
    {
        byte* start = _start + (_capacity - (nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(start, bytes.Length));
        return GgufMemory.Over(path, start, bytes.Length);
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Unmap(_start, _capacity + _page);
        }
        else
        {
            NativeMemory.Free(_start);
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
