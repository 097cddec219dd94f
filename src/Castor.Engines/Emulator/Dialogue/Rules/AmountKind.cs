namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>What a prompt asks a number of.</summary>
internal enum AmountKind
{
    Words,
    Sentences,
    Paragraphs,
    Lines,
    Bullets,
    Items,

    /// <summary>Numbers counted up.</summary>
    Count,
}
