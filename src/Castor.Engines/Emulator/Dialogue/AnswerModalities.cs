using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>The modalities that a request wants of an answer.</summary>
internal readonly record struct AnswerModalities(bool HasText, bool HasImage, bool HasSpeech)
{
    /// <summary>Reads them; where none are named they are the model's own.</summary>
    public static AnswerModalities Of(GenerationConfig? config, ModelProfile profile)
    {
        if (config?.ResponseModalities is not { Count: > 0 } wanted)
        {
            return new AnswerModalities(!profile.AnswersInSpeechOnly, profile.AnswersInImages, profile.AnswersInSpeechOnly);
        }

        bool text = false;
        bool image = false;
        bool speech = false;
        for (int i = 0; i < wanted.Count; i++)
        {
            text |= wanted[i] == Modality.Text;
            image |= wanted[i] == Modality.Image;
            speech |= wanted[i] == Modality.Audio;
        }

        return new AnswerModalities(text, image && profile.AnswersInImages, speech);
    }
}
