namespace Castor.Inference.Chat;

/// <summary>What the model meant as a call of a tool and is none.</summary>
/// <param name="Text">What it wrote.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record MalformedCallPart(string Text, string Reason) : ChatPart;
