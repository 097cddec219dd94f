using System.Buffers;
using System.Security.Cryptography;

namespace Castor.Cli.Models.Download;

/// <summary>What is on the disk.</summary>
/// <param name="Sha256">The SHA-256 of it all, in lower-case hexadecimal digits.</param>
/// <param name="Damaged">The chunks that are not what came over the line.</param>
internal sealed record Verification(string Sha256, IReadOnlyList<int> Damaged)
{
    private const int BufferSize = 1 << 20;

    /// <summary>Reads a file that is in its place.</summary>
    public static async Task<Verification> OfFileAsync(string path, IPullProgress progress, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            while (await file.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                progress.Advance(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new Verification(Convert.ToHexStringLower(hash.GetHashAndReset()), []);
    }

    /// <summary>Reads the whole partial file back.</summary>
    /// <param name="partial">The file.</param>
    /// <param name="size">Its length.</param>
    /// <param name="map">What came over the line; null where that was one stream.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Verification> ReadAsync(PartialFile partial, long size, ChunkMap? map, IPullProgress progress, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var damaged = new List<int>();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count = map?.Count ?? 1;
            for (int chunk = 0; chunk < count; chunk++)
            {
                uint sum = 0;
                long end = map is null ? size : map.Start(chunk) + map.Length(chunk);
                for (long offset = map?.Start(chunk) ?? 0; offset < end;)
                {
                    int length = (int)Math.Min(BufferSize, end - offset);
                    int read = await partial.ReadAsync(buffer.AsMemory(0, length), offset, cancellationToken);
                    if (read == 0)
                    {
                        break;
                    }

                    hash.AppendData(buffer, 0, read);
                    sum = map is null ? 0 : Crc32C.Append(sum, buffer.AsSpan(0, read));
                    offset += read;
                    progress.Advance(read);
                }

                if (map is not null && sum != map.Sum(chunk))
                {
                    damaged.Add(chunk);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new Verification(Convert.ToHexStringLower(hash.GetHashAndReset()), damaged);
    }
}
