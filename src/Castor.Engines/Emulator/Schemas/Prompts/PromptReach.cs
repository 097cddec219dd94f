namespace Castor.Engines.Emulator.Schemas;

/// <summary>How far a text of a prompt reaches.</summary>
internal enum PromptReach
{
    /// <summary>To the next comma, semicolon or full stop.</summary>
    Clause,

    /// <summary>To the end of the line.</summary>
    Line,
}
