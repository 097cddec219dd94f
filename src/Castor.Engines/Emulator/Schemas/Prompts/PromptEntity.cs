namespace Castor.Engines.Emulator.Schemas;

/// <summary>A name in a prompt: a run of capitalised words.</summary>
/// <param name="Text">The name.</param>
/// <param name="First">The index of its first token.</param>
/// <param name="Last">The index of its last token.</param>
/// <param name="Before">The preposition before it, in small letters; empty without one.</param>
/// <param name="IsWeak">Whether the capital may only be the start of a sentence.</param>
/// <param name="Group">The number of the list that the name stands in, such as "Paris, Rome and Oslo".</param>
internal sealed record PromptEntity(string Text, int First, int Last, string Before, bool IsWeak, int Group);
