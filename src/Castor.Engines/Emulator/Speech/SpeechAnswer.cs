using Castor.Protocol;

namespace Castor.Engines.Emulator.Speech;

/// <summary>The speech that the emulator makes: real PCM of a deterministic synthetic voice.</summary>
public static class SpeechAnswer
{
    private const string MimeType = "audio/L16;codec=pcm;rate=24000";
    private const int TokensPerSecond = 25;
    private const int BytesPerSecond = SpeechSynthesizer.Rate * sizeof(short);

    /// <summary>
    /// Speaks a text, about 15 characters a second, 16 bits mono at 24 kHz. Every prebuilt voice has its own pitch and
    /// timbre; with several speakers the lines that start with their names are said by their voices.
    /// </summary>
    public static Part Create(string text, SpeechConfig? config, ulong seed)
    {
        var synthesizer = new SpeechSynthesizer(new EmulatorRandom(seed));
        foreach (SpeechTurn turn in SpeechScript.Read(text, config))
        {
            synthesizer.Speak(turn);
        }

        return new Part { InlineData = new Blob { MimeType = MimeType, Data = synthesizer.Samples } };
    }

    /// <summary>The tokens that a spoken part counts as output: 25 a second, every second begun by a share.</summary>
    public static int Tokens(Part part) =>
        (int)Math.Ceiling((part.InlineData?.Data?.Length ?? 0) * (double)TokensPerSecond / BytesPerSecond);
}
