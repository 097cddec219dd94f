namespace Castor.Server.Tests.Validation;

public sealed class SpeechRulesTests
{
    private const string Tts = "gemini-2.5-flash-preview-tts";
    private const string Kore = """ {"prebuiltVoiceConfig":{"voiceName":"Kore"}} """;
    private const string Alloy = """ {"prebuiltVoiceConfig":{"voiceName":"Alloy"}} """;

    [Theory]
    [InlineData("Kore")]
    [InlineData("zubenelgenubi")]
    [InlineData("")]
    public void Voice_OfTheService_Passes(string name) => Assert.Null(Speak($$$""" "voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"{{{name}}}"}} """));

    [Fact]
    public void Voice_Unknown_IsRefused()
    {
        const string Voices =
            "achernar, achird, algenib, algieba, alnilam, aoede, autonoe, callirrhoe, charon, despina, enceladus, erinome, fenrir, gacrux, iapetus, " +
            "kore, laomedeia, leda, orus, puck, pulcherrima, rasalgethi, sadachbia, sadaltager, schedar, sulafat, umbriel, vindemiatrix, zephyr, " +
            "zubenelgenubi";
        const string Message = "Voice name Alloy is not supported. Allowed voice names are: " + Voices;

        Verdict.Refuses(Speak($""" "voiceConfig":{Alloy} """), Message);
        Verdict.Refuses(
            Speak(
                $$$""" "multiSpeakerVoiceConfig":{"speakerVoiceConfigs":[{"speaker":"a","voiceConfig":{{{Kore}}} },{"voiceConfig":{{{Alloy}}} }]} """),
            Message);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Speakers_OtherThanTwo_AreRefused(int count, bool passes)
    {
        string speakers = string.Join(",", Enumerable.Repeat($$$"""{"speaker":"a","voiceConfig":{{{Kore}}} }""", count));

        Assert.Equal(
            passes ? null : "The number of enabled_voices must equal 2",
            Speak($$$""" "multiSpeakerVoiceConfig":{"speakerVoiceConfigs":[{{{speakers}}}]} """)?.Message);
    }

    [Fact]
    public void Voices_OneAndSeveral_AreRefused() => Verdict.Refuses(
        Speak($$$""" "voiceConfig":{{{Kore}}},"multiSpeakerVoiceConfig":{"speakerVoiceConfigs":[]} """),
        "* GenerateContentRequest.generation_config.speech_config: voice_config must not be set when multi_speaker_voice_config is set.\n");

    [Fact]
    public void Speech_OnATextModel_IsRefused() => Verdict.Refuses(
        Verdict.OfGenerate(Verdict.AskWith($$$""" "speechConfig":{"voiceConfig":{{{Kore}}} } """), "gemini-2.5-flash"),
        "Speech config is not enabled for this model");

    [Fact]
    public void Turns_Several_AreRefused() => Verdict.Refuses(
        Verdict.OfGenerate(
            """
            {"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"user","parts":[{"text":"b"}]}],
            "generationConfig":{"responseModalities":["AUDIO"]}}
            """,
            Tts),
        "Multiturn chat is not enabled for this model");

    private static Castor.Protocol.ApiException? Speak(string speech) =>
        Verdict.OfGenerate(Verdict.AskWith($$$""" "responseModalities":["AUDIO"],"speechConfig":{ {{{speech}}} } """), Tts);
}
