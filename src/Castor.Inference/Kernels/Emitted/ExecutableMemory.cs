using System.Runtime.InteropServices;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>Pages for machine code: written first, made executable then, never both at once. Kept until the process ends.</summary>
internal static unsafe partial class ExecutableMemory
{
    private const int Read = 1;
    private const int Write = 2;
    private const int Execute = 4;
    private const int PrivateAnonymous = 0x22;

    /// <summary>Whether the host allows such pages.</summary>
    public static bool IsAllowed { get; } = TryPlace([0xC3]) is not null;

    /// <summary>Copies code into executable pages.</summary>
    /// <returns>Where it starts; null where the host forbids such pages.</returns>
    public static byte* TryPlace(ReadOnlySpan<byte> code)
    {
        byte* pages = (byte*)Map(null, (nuint)code.Length, Read | Write, PrivateAnonymous, -1, 0);
        if ((nint)pages == -1)
        {
            return null;
        }

        code.CopyTo(new Span<byte>(pages, code.Length));
        if (Protect(pages, (nuint)code.Length, Read | Execute) == 0)
        {
            return pages;
        }

        _ = Unmap(pages, (nuint)code.Length);
        return null;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
