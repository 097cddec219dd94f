namespace Castor.Inference.Constraints;

/// <summary>One place where an answer may be in a grammar.</summary>
/// <param name="Node">A text, a token, or the end of the whole.</param>
/// <param name="State">The state within a text.</param>
/// <param name="Count">Characters of a text.</param>
/// <param name="Frame">Where it goes on.</param>
/// <param name="Guard">What the text must not be, where it is an item that must equal no other.</param>
internal readonly record struct GrammarPosition(int Node, int State, int Count, GrammarFrame Frame, ItemGuard? Guard = null);
