using Castor.Inference.Kernels.Emitted;
using Castor.Inference.Kernels.Scalar;
using Castor.Inference.Kernels.Width128;
using Castor.Inference.Kernels.Width256;
using Castor.Inference.Kernels.Width512;

namespace Castor.Inference.Kernels;

/// <summary>The tiers of instructions that this build has, and the choice among them.</summary>
public static class KernelTiers
{
    private const string Variable = "CASTOR_KERNELS";

    /// <summary>The tiers that this machine can run, the fastest first.</summary>
    internal static IReadOnlyList<KernelSet> Available { get; } = Build();

    /// <summary>Sees early whether <c>CASTOR_KERNELS</c> names a tier that is there. Without it nothing is looked at, which takes no time.</summary>
    /// <exception cref="KernelTierException">There is no such tier here.</exception>
    public static void CheckVariable()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Choose(null);
        }
    }

    /// <summary>Finds a tier.</summary>
    /// <param name="name">Its name; null for what <c>CASTOR_KERNELS</c> says, or the fastest.</param>
    /// <exception cref="KernelTierException">There is no such tier here.</exception>
    internal static KernelSet Choose(string? name)
    {
        name ??= Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(name)
            ? Available[0]
            : Available.FirstOrDefault(t => t.Name == name)
                ?? throw new KernelTierException($"No kernels '{name}' on this machine; there are {string.Join(", ", Available.Select(t => t.Name))}.");
    }

    private static List<KernelSet> Build()
    {
        List<KernelSet> tiers = [];
        if (AmxKernels.TryCreateAmx() is { } amx)
        {
            tiers.Add(amx);
        }

        if (EmittedVnniKernels.TryCreate() is { } emitted)
        {
            tiers.Add(emitted);
        }

        if (Avx512Kernels.IsSupported)
        {
            tiers.Add(new Avx512Kernels());
        }

        if (AvxVnniKernels.IsSupported)
        {
            tiers.Add(new AvxVnniKernels());
        }

        if (Avx2Kernels.IsSupported)
        {
            tiers.Add(new Avx2Kernels());
        }

        if (Vector128Kernels.IsSupported)
        {
            tiers.Add(new Vector128Kernels());
        }

        tiers.Add(new ScalarKernels());
        return tiers;
    }
}
