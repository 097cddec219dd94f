using Castor.Engines.Emulator;

namespace Castor.Engines;

/// <summary>The ids of calls: eight letters and digits, as the service's are.</summary>
internal static class CallId
{
    private const int Length = 8;

    /// <summary>The next id of a sequence, so that the same sequence gives the same ids.</summary>
    public static string Next(EmulatorRandom random) => string.Create(Length, random, static (id, source) =>
    {
        for (int i = 0; i < id.Length; i++)
        {
            id[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[source.Next(36)];
        }
    });
}
