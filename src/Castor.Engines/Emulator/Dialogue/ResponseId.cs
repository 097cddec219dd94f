namespace Castor.Engines.Emulator.Dialogue;

/// <summary>The id of an answer in the look of Google's: 23 chars of URL-safe base64.</summary>
internal static class ResponseId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int Length = 23;

    /// <summary>Makes the id of a number.</summary>
    public static string Of(ulong seed) => string.Create(Length, seed, static (chars, seed) =>
    {
        ulong bits = EmulatorRandom.Mix(seed);
        for (int i = 0; i < chars.Length; i++)
        {
            // Ten chars take 60 of the 64 bits; then come fresh ones.
            if (i % 10 == 0 && i > 0)
            {
                bits = EmulatorRandom.Mix(seed + (ulong)i);
            }

            chars[i] = Alphabet[(int)(bits & 63)];
            bits >>= 6;
        }
    });
}
