namespace Castor.Inference.Constraints;

/// <summary>A node of the tree at which a text may end.</summary>
/// <param name="Node">The node.</param>
/// <param name="Need">How many characters must have room.</param>
/// <param name="Done">How many characters are complete by then.</param>
internal readonly record struct TextExit(int Node, int Need, int Done);
