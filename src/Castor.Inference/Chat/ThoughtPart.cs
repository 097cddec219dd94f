namespace Castor.Inference.Chat;

/// <summary>What the model says to itself before it speaks.</summary>
/// <param name="Text">The thought.</param>
public sealed record ThoughtPart(string Text) : ChatPart;
