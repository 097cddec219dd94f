namespace Castor.Inference.Constraints;

/// <summary>A part of a grammar that others call.</summary>
/// <param name="Start">Its first step.</param>
/// <param name="Nests">Whether it is a level of nesting.</param>
internal readonly record struct GrammarRule(int Start, bool Nests);
