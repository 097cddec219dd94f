using Castor.Protocol;

namespace Castor.Engines.Emulator.Speech;

/// <summary>Parts a prompt into turns: who says what, directions and names of speakers left out.</summary>
internal static class SpeechScript
{
    private static readonly string[] s_directions = ["say", "read", "speak", "tts", "narrate", "whisper", "make speaker", "sage", "sprich", "lies"];

    /// <summary>Reads the turns of a text.</summary>
    public static List<SpeechTurn> Read(string text, SpeechConfig? config)
    {
        if (config?.MultiSpeakerVoiceConfig?.SpeakerVoiceConfigs is { Count: > 0 } speakers)
        {
            List<SpeechTurn> turns = ReadDialogue(text, speakers);
            if (turns.Count > 0)
            {
                return turns;
            }
        }

        Voice voice = PrebuiltVoices.Find(config?.VoiceConfig?.PrebuiltVoiceConfig?.VoiceName);
        return [new SpeechTurn(voice, WithoutDirection(text))];
    }

    /// <summary>A line that starts with a speaker's name starts a turn; what stands before the first is direction.</summary>
    private static List<SpeechTurn> ReadDialogue(string text, IReadOnlyList<SpeakerVoiceConfig> speakers)
    {
        var turns = new List<SpeechTurn>();
        foreach (string line in text.Split('\n'))
        {
            SpeakerVoiceConfig? speaker = speakers.FirstOrDefault(s => IsSaidBy(line, s.Speaker));
            if (speaker is not null)
            {
                Voice voice = PrebuiltVoices.Find(speaker.VoiceConfig?.PrebuiltVoiceConfig?.VoiceName);
                turns.Add(new SpeechTurn(voice, line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]));
            }
            else if (turns.Count > 0)
            {
                turns[^1] = turns[^1] with { Text = turns[^1].Text + "\n" + line };
            }
        }

        return turns;
    }

    private static bool IsSaidBy(string line, string? speaker)
    {
        ReadOnlySpan<char> start = line.AsSpan().TrimStart(" \t*");
        return !string.IsNullOrEmpty(speaker)
            && start.StartsWith(speaker, StringComparison.OrdinalIgnoreCase)
            && start[speaker.Length..].TrimStart(" *").StartsWith(':');
    }

    /// <summary>Leaves out a leading direction such as <c>Say cheerfully:</c>, which is not to be spoken.</summary>
    private static string WithoutDirection(string text)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart();
        int lineEnd = start.IndexOf('\n');
        int colon = (lineEnd < 0 ? start : start[..lineEnd]).IndexOf(':');
        if (colon < 0 || start[(colon + 1)..].Trim().IsEmpty)
        {
            return text;
        }

        foreach (string direction in s_directions)
        {
            if (start.StartsWith(direction, StringComparison.OrdinalIgnoreCase) && !char.IsLetter(start[direction.Length]))
            {
                return start[(colon + 1)..].Trim().ToString();
            }
        }

        return text;
    }
}
