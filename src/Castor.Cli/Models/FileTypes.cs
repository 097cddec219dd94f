namespace Castor.Cli.Models;

/// <summary>The names of the mixes of quantisations that <c>general.file_type</c> tells (<c>llama_ftype</c> of llama.h).</summary>
internal static class FileTypes
{
    // Since then a file may have been made over without the number being changed with it.
    private const int Guessed = 1024;

    public static string? Name(int type) => (type & ~Guessed) switch
    {
        0 => "F32",
        1 => "F16",
        2 => "Q4_0",
        3 => "Q4_1",
        7 => "Q8_0",
        8 => "Q5_0",
        9 => "Q5_1",
        10 => "Q2_K",
        11 => "Q3_K_S",
        12 => "Q3_K_M",
        13 => "Q3_K_L",
        14 => "Q4_K_S",
        15 => "Q4_K_M",
        16 => "Q5_K_S",
        17 => "Q5_K_M",
        18 => "Q6_K",
        32 => "BF16",
        _ => null,
    };
}
