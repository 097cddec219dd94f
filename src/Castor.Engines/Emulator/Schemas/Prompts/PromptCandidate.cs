namespace Castor.Engines.Emulator.Schemas;

/// <summary>A text of a prompt that may be the value of a property.</summary>
/// <param name="Text">The value.</param>
/// <param name="First">The index of the first token that it takes.</param>
/// <param name="Last">The index of the last one; before the first when it takes none.</param>
internal readonly record struct PromptCandidate(string Text, int First, int Last)
{
    /// <summary>The list that the text stands in; 0 for none.</summary>
    public int Group { get; init; }

    /// <summary>A name as a candidate.</summary>
    public static PromptCandidate Of(PromptEntity entity) => new(entity.Text, entity.First, entity.Last) { Group = entity.Group };
}
