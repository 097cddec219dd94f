using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>A part of an answer and what it costs.</summary>
/// <param name="Part">The part as it goes out.</param>
/// <param name="Tokens">The tokens that it counts as output.</param>
/// <param name="Modality">The modality that the tokens are of.</param>
internal readonly record struct AnswerPart(Part Part, int Tokens, Modality Modality)
{
    /// <summary>A text part, which may be cut anywhere between two tokens.</summary>
    public static AnswerPart OfText(string text) => new(new Part { Text = text }, TextTokens.Count(text), Modality.Text);
}
