using System.Runtime.Intrinsics.X86;
using Castor.Inference.Kernels;

namespace Castor.Inference.Tests.Kernels;

public sealed class EmittedVnniTests
{
    [Fact]
    public void Available_OnMachinesWithTheInstructions_HasTheTier()
    {
        bool expected = OperatingSystem.IsLinux() && Avx512BW.IsSupported && (X86Base.CpuId(7, 0).Ecx & 1 << 11) != 0;

        Assert.Equal(expected, KernelTiers.Available.Any(t => t.Name == "avx512vnni"));
    }
}
