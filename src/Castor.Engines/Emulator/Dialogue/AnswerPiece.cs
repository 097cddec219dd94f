using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>What one chunk of a stream brings of a candidate.</summary>
/// <param name="Part">The part; null where the candidate ends without a word.</param>
/// <param name="Tokens">The output tokens of the part.</param>
/// <param name="Modality">Their modality.</param>
/// <param name="ThoughtTokens">Tokens of thought that came before the part.</param>
/// <param name="ToolUseTokens">Tokens that tools added to the prompt before the part.</param>
/// <param name="TextTokensBefore">The text tokens of the candidate before the part.</param>
internal readonly record struct AnswerPiece(
    Part? Part, int Tokens, Modality Modality, int ThoughtTokens = 0, int ToolUseTokens = 0, int TextTokensBefore = 0);
