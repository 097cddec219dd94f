namespace Castor.Engines;

/// <summary>A token of a text.</summary>
/// <param name="Id">Its number in the vocabulary.</param>
/// <param name="Bytes">The UTF-8 that it stands for; a character may be parted between two tokens.</param>
public readonly record struct TextToken(int Id, ReadOnlyMemory<byte> Bytes);
