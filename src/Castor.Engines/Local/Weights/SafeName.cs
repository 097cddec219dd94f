using System.Security.Cryptography;
using System.Text;

namespace Castor.Engines.Local.Weights;

/// <summary>Makes file names out of names that somebody else chose, so that none can leave its folder or mean something to the system.</summary>
internal static class SafeName
{
    private const int Longest = 120;
    private const int HashBytes = 4;

    // Windows takes these for devices, with any extension.
    private static readonly string[] s_devices =
    [
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    ];

    /// <summary>A path of safe segments below some folder; '/' parts segments in what is given, the system's separator in what is made.</summary>
    public static string Path(string name) =>
        System.IO.Path.Combine([.. name.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Segment)]);

    /// <summary>One safe segment. A name that had to be changed carries a hash, so that two names never become one.</summary>
    public static string Segment(string name)
    {
        string safe = string.Concat(name.Select(c => IsSafe(c) ? c : '_'));
        if (safe.Length == 0 || safe[0] is '.' or ' ' || safe[^1] is '.' or ' ' || s_devices.Contains(safe.Split('.')[0], StringComparer.OrdinalIgnoreCase))
        {
            safe = '_' + safe.Trim('.', ' ');
        }

        if (safe == name && safe.Length <= Longest)
        {
            return safe;
        }

        string extension = safe.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? ".gguf" : "";
        string stem = safe[..^extension.Length];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return $"{stem[..Math.Min(stem.Length, Longest)]}-{Convert.ToHexStringLower(hash.AsSpan(0, HashBytes))}{extension}";
    }

    private static bool IsSafe(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '=' or ' ' or '(' or ')';
}
