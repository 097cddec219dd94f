using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Speech;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of spoken answers.</summary>
internal static class SpeechRules
{
    private const int Speakers = 2;

    private static readonly HashSet<string> s_voices = new(PrebuiltVoices.Names, StringComparer.OrdinalIgnoreCase);
    private static readonly string s_allowed = string.Join(", ", PrebuiltVoices.Names.Select(n => n.ToLowerInvariant()).Order(StringComparer.Ordinal));

    /// <summary>Field rules; the generation config is the message at hand.</summary>
    public static void CheckFields(SpeechConfig speech, ViolationList violations)
    {
        if (speech.VoiceConfig is not null && speech.MultiSpeakerVoiceConfig is not null)
        {
            violations.Add("speech_config", "voice_config must not be set when multi_speaker_voice_config is set.");
        }
    }

    /// <summary>Rules of the model.</summary>
    public static void CheckModel(GenerateContentRequest request, ModelEntry model)
    {
        if (model.Traits.Output is [var only] && only == Modality.Audio && request.Contents!.Count > 1)
        {
            throw NotEnabled.Error("Multiturn chat", model);
        }

        if (request.GenerationConfig?.SpeechConfig is not { } speech)
        {
            return;
        }

        if (!model.Traits.Output.Contains(Modality.Audio))
        {
            throw NotEnabled.Error("Speech config", model);
        }

        CheckVoice(speech.VoiceConfig);
        if (speech.MultiSpeakerVoiceConfig is { } several)
        {
            CheckSpeakers(several.SpeakerVoiceConfigs ?? []);
        }
    }

    private static void CheckSpeakers(IReadOnlyList<SpeakerVoiceConfig> speakers)
    {
        if (speakers.Count != Speakers)
        {
            throw ApiException.InvalidArgument("The number of enabled_voices must equal 2");
        }

        for (int i = 0; i < speakers.Count; i++)
        {
            CheckVoice(speakers[i].VoiceConfig);
        }
    }

    private static void CheckVoice(VoiceConfig? voice)
    {
        if (voice?.PrebuiltVoiceConfig?.VoiceName is { Length: > 0 } name && !s_voices.Contains(name))
        {
            throw ApiException.InvalidArgument($"Voice name {name} is not supported. Allowed voice names are: {s_allowed}");
        }
    }
}
