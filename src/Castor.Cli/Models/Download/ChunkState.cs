namespace Castor.Cli.Models.Download;

/// <summary>How much of a chunk is on the disk.</summary>
/// <param name="Index">Which chunk, from 0.</param>
/// <param name="Done">How many bytes from its start.</param>
/// <param name="Sum">The CRC-32C of those bytes as they came over the line.</param>
internal readonly record struct ChunkState(int Index, long Done, uint Sum);
