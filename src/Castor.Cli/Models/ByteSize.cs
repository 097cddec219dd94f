using System.Globalization;

namespace Castor.Cli.Models;

/// <summary>Writes numbers of bytes for people, in powers of 1,000 as hubs and disks count them.</summary>
internal static class ByteSize
{
    public static string Text(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 999_500 => $"{Number(bytes / 1e3)} kB",
        < 999_500_000 => $"{Number(bytes / 1e6)} MB",
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
    };

    private static string Number(double number) => number.ToString(number < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
