namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>What a word may be in an order that dictates a reply.</summary>
[Flags]
internal enum ReplyWord
{
    None = 0,

    /// <summary>Stands before the order.</summary>
    Courtesy = 1 << 0,

    /// <summary>Orders the very words that follow.</summary>
    SayVerb = 1 << 1,

    /// <summary>Orders a reply, whose words follow where something marks them.</summary>
    ReplyVerb = 1 << 2,

    /// <summary>May be followed by a choice of single words without more ado.</summary>
    ChoiceVerb = 1 << 3,

    /// <summary>Says that the very words follow.</summary>
    Marker = 1 << 4,

    /// <summary>Stands between the verb and the words.</summary>
    Filler = 1 << 5,

    /// <summary>Points at the words.</summary>
    Pointer = 1 << 6,

    /// <summary>Begins a description of the reply, not the reply itself.</summary>
    Description = 1 << 7,
}
