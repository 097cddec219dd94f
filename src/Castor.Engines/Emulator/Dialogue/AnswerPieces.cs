using Castor.Engines.Emulator.Tokens;
using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Splits a candidate into the pieces of a stream.</summary>
internal static class AnswerPieces
{
    /// <summary>The tokens of the first pieces of a text; further ones are as long as the last. The recordings grow alike.</summary>
    private static readonly int[] s_sizes = [1, 4, 14, 28, 40, 56];

    /// <summary>Splits a candidate: a piece for each section of thought, then the parts, texts in growing pieces.</summary>
    public static List<AnswerPiece> Split(CandidateAnswer answer, int thoughtTokens, ModelProfile profile)
    {
        var pieces = new List<AnswerPiece>();
        int sections = answer.Thoughts.Count;
        for (int i = 0; i < sections; i++)
        {
            // The shares add up to the whole, whatever the division leaves.
            int share = (thoughtTokens * (i + 1) / sections) - (thoughtTokens * i / sections);
            pieces.Add(new AnswerPiece(new Part { Text = answer.Thoughts[i], Thought = true }, 0, Modality.Text, share));
        }

        int thoughts = sections == 0 ? thoughtTokens : 0;
        int textTokens = 0;
        for (int i = 0; i < answer.Parts.Count; i++)
        {
            AnswerPart part = answer.Parts[i];
            int toolUse = i == answer.Parts.Count - 1 ? answer.ToolUseTokens : 0;
            if (part.Part.Text is { } text)
            {
                AddText(pieces, text, part.Tokens, new AnswerPiece(null, 0, Modality.Text, thoughts, toolUse, textTokens));
                textTokens += part.Tokens;
            }
            else
            {
                pieces.Add(new AnswerPiece(part.Part, part.Tokens, part.Modality, thoughts, toolUse));
            }

            thoughts = 0;
        }

        if (answer.Parts.Count == 0)
        {
            pieces.Add(new AnswerPiece(null, 0, Modality.Text, thoughts, answer.ToolUseTokens));
        }
        else if (profile.SignsAnswers && answer.Parts[^1].Part.Text is { Length: > 0 } last)
        {
            pieces.Add(new AnswerPiece(new Part { Text = "", ThoughtSignature = ThoughtSignature.Issue(profile.Family, last) }, 0, Modality.Text));
        }

        return pieces;
    }

    private static void AddText(List<AnswerPiece> pieces, string text, int tokens, AnswerPiece first)
    {
        if (text.Length == 0)
        {
            pieces.Add(first with { Part = new Part { Text = "" } });
            return;
        }

        AnswerPiece piece = first;
        int start = 0;
        int left = tokens;
        for (int i = 0; start < text.Length; i++)
        {
            int size = Math.Min(left, s_sizes[Math.Min(i, s_sizes.Length - 1)]);
            int length = size == left ? text.Length - start : TextTokens.IndexAfter(text.AsSpan(start), size);
            pieces.Add(piece with { Part = new Part { Text = text.Substring(start, length) }, Tokens = size });
            piece = new AnswerPiece(null, 0, Modality.Text, TextTokensBefore: first.TextTokensBefore + tokens - left + size);
            start += length;
            left -= size;
        }
    }
}
