namespace Castor.Engines.Emulator.Tokens;

/// <summary>The numbers that the emulator gives to tokens: it has no vocabulary, so a token's number follows from its text.</summary>
internal static class TokenIds
{
    private const int VocabularySize = 262144;

    /// <summary>The number of a token.</summary>
    public static int Of(string token)
    {
        var hash = new StableHash();
        hash.Add(token);
        return (int)(hash.Value % VocabularySize);
    }
}
