namespace Castor.Inference.Chat;

/// <summary>What is said.</summary>
/// <param name="Text">The text; marks of a template that it spells stay text.</param>
public sealed record TextPart(string Text) : ChatPart;
