using System.Runtime.Intrinsics.X86;
using Castor.Inference.Kernels;

namespace Castor.Inference.Tests.Kernels;

public sealed class EmittedTierTests
{
    [Fact]
    public void Available_OnMachinesWithTheInstructions_HasTheTier()
    {
        bool expected = OperatingSystem.IsLinux() && Avx512BW.IsSupported && (X86Base.CpuId(7, 0).Ecx & 1 << 11) != 0;

        Assert.Equal(expected, KernelTiers.Available.Any(t => t.Name == "avx512vnni"));
    }

    [Fact]
    public void Available_WhereTheSystemTellsOfTiles_HasTheirTier()
    {
        // An emulator of another processor may show the host's file.
        bool expected = OperatingSystem.IsLinux() && X86Base.IsSupported && File.ReadAllText("/proc/cpuinfo").Contains("amx_bf16", StringComparison.Ordinal);

        Assert.Equal(expected, KernelTiers.Available.Any(t => t.Name == "amx"));
    }
}
