namespace Castor.Engines.Emulator.Functions;

/// <summary>What a part of a prompt asks for.</summary>
/// <param name="Function">The function that it asks for.</param>
/// <param name="Text">The part.</param>
internal sealed record PromptStep(DeclaredFunction Function, string Text);
