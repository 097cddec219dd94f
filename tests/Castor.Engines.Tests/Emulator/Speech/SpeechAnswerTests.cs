using System.Runtime.InteropServices;
using Castor.Engines.Emulator.Speech;
using Castor.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Engines.Tests.Emulator.Speech;

public sealed class SpeechAnswerTests
{
    private const int Rate = 24_000;
    private const string Vowels = "aaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("Have a wonderful day, and do not forget to water the plants before you leave!")]
    [InlineData("The quick brown fox jumps over the lazy dog. It was not amused. Would you be?")]
    [InlineData("Heute ist ein schöner Tag, und morgen wird es vielleicht noch schöner als heute.")]
    public void Create_Text_LastsAboutAFifteenthOfASecondACharacter(string text)
    {
        double seconds = Samples(SpeechAnswer.Create(text, null, 1)).Length / (double)Rate;

        Assert.InRange(seconds, text.Length / 15.0 * 0.75, text.Length / 15.0 * 1.5);
    }

    [Fact]
    public void Create_AnyText_SaysItsFormat()
    {
        Blob blob = SpeechAnswer.Create("Hello", null, 1).InlineData!;

        Assert.Equal("audio/L16;codec=pcm;rate=24000", blob.MimeType);
    }

    [Fact]
    public void Create_SameSeed_SameBytes()
    {
        Assert.Equal(Samples(SpeechAnswer.Create("Hello there", null, 5)), Samples(SpeechAnswer.Create("Hello there", null, 5)));
        Assert.NotEqual(Samples(SpeechAnswer.Create("Hello there", null, 5)), Samples(SpeechAnswer.Create("Hello there", null, 6)));
    }

    [Fact]
    public void Create_Speech_IsAudibleAndDoesNotClip()
    {
        short[] samples = Samples(SpeechAnswer.Create("She sells sea shells by the sea shore, and he asks why.", null, 3));
        double rms = Math.Sqrt(samples.Average(s => (double)s * s));

        Assert.InRange(rms, 800, 8000);
        Assert.True(samples.Max(s => Math.Abs((int)s)) < 30_000);
        Assert.InRange(samples.Average(s => (double)s), -50, 50);
    }

    [Fact]
    public void Create_EveryPrebuiltVoice_HasItsOwnPitch()
    {
        Assert.Equal(30, PrebuiltVoices.Names.Count);
        var pitches = new List<double>();
        foreach (string name in PrebuiltVoices.Names)
        {
            double pitch = Pitch(Samples(SpeechAnswer.Create(Vowels, Single(name), 1)));
            double expected = PrebuiltVoices.Find(name).Pitch;
            Assert.InRange(pitch, expected * 0.85, expected * 1.2);
            pitches.Add(pitch);
        }

        pitches.Sort();
        Assert.True(pitches.Distinct().Count() > 25);
        Assert.True(pitches[^1] > 2 * pitches[0]);
    }

    [Fact]
    public void Create_VoiceNameInAnyCase_IsTheSameVoice() =>
        Assert.Equal(Samples(SpeechAnswer.Create(Vowels, Single("Puck"), 1)), Samples(SpeechAnswer.Create(Vowels, Single("puck"), 1)));

    [Fact]
    public void Create_TwoSpeakers_SpeakEachWithTheirVoice()
    {
        var config = new SpeechConfig
        {
            MultiSpeakerVoiceConfig = new MultiSpeakerVoiceConfig { SpeakerVoiceConfigs = [Speaker("Joe", "Algenib"), Speaker("Jane", "Leda")] },
        };

        short[] samples = Samples(SpeechAnswer.Create($"TTS this talk between Joe and Jane:\nJoe: {Vowels}\nJane: {Vowels}", config, 1));

        Assert.InRange(Pitch(samples[..(samples.Length / 2)]), 75, 105);
        Assert.InRange(Pitch(samples[(samples.Length / 2)..]), 200, 285);
    }

    [Fact]
    public void Create_Direction_IsNotSpoken()
    {
        int plain = Samples(SpeechAnswer.Create("Have a wonderful day!", null, 1)).Length;

        Assert.Equal(plain, Samples(SpeechAnswer.Create("Say cheerfully: Have a wonderful day!", null, 1)).Length);
        Assert.NotEqual(plain, Samples(SpeechAnswer.Create("Note: Have a wonderful day!", null, 1)).Length);
    }

    [Fact]
    public void Tokens_SpokenPart_Are25ASecond()
    {
        var second = new Part { InlineData = new Blob { Data = new byte[2 * Rate] } };

        Assert.Equal(25, SpeechAnswer.Tokens(second));
        Assert.Equal(0, SpeechAnswer.Tokens(new Part()));
    }

    [Fact]
    public void Create_EndlessText_EndsWithTheModelsTokens() =>
        Assert.InRange(SpeechAnswer.Tokens(SpeechAnswer.Create(new string('a', 20_000), null, 1)), 16_000, 16_400);

    [Fact]
    public void Create_AnyText_IsWholeSamples()
    {
        Gen<string> texts = Gen.Elements("a", "Zug ", "\n", "?", "…", "漢字", "😀", "\uD800", "", "7", "say x: ", ":").ListOf().Select(string.Concat);
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 5).WithMaxTest(40), Prop.ForAll(texts.ToArbitrary(), text =>
            SpeechAnswer.Create(text, null, 2).InlineData!.Data!.Value.Length % 2 == 0));
    }

    private static SpeechConfig Single(string voice) =>
        new() { VoiceConfig = new VoiceConfig { PrebuiltVoiceConfig = new PrebuiltVoiceConfig { VoiceName = voice } } };

    private static SpeakerVoiceConfig Speaker(string name, string voice) => new() { Speaker = name, VoiceConfig = Single(voice).VoiceConfig };

    private static short[] Samples(Part part) => MemoryMarshal.Cast<byte, short>(part.InlineData!.Data!.Value.Span).ToArray();

    /// <summary>The pitch that a tenth of a second in the middle repeats with, by autocorrelation.</summary>
    private static double Pitch(short[] samples)
    {
        ReadOnlySpan<short> window = samples.AsSpan(samples.Length / 3, Rate / 10);
        int best = 0;
        double most = 0;
        for (int lag = Rate / 320; lag < Rate / 70; lag++)
        {
            double sum = 0;
            for (int i = 0; i + lag < window.Length; i++)
            {
                sum += (double)window[i] * window[i + lag];
            }

            sum /= window.Length - lag;
            // A multiple of the period correlates as well: the first that is clearly the best counts.
            if (sum > most * 1.02)
            {
                most = sum;
                best = lag;
            }
        }

        return Rate / (double)best;
    }
}
