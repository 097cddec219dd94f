namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>A reply that a prompt dictates.</summary>
/// <param name="Text">The reply.</param>
/// <param name="IsMarked">Whether a colon or quotation marks set it off, so that nothing else can be meant.</param>
internal readonly record struct DictatedReply(string Text, bool IsMarked);
