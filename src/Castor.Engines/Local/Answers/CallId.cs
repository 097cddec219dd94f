using System.Security.Cryptography;

namespace Castor.Engines.Local.Answers;

/// <summary>The ids of calls: eight letters and digits, as the service's are.</summary>
internal static class CallId
{
    private const int Length = 8;

    public static string Next() => RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", Length);
}
