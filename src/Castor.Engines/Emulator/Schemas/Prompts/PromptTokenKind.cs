namespace Castor.Engines.Emulator.Schemas;

/// <summary>What a piece of a prompt is.</summary>
internal enum PromptTokenKind
{
    Word,
    Number,
    Quoted,
    Email,
    Url,
    Date,
    Time,
    Path,
    Symbol,
}
