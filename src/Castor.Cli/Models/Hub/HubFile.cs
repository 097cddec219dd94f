namespace Castor.Cli.Models.Hub;

/// <summary>A file of a repository.</summary>
/// <param name="Path">Its path, with '/' between segments.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its bytes in lower-case hexadecimal digits; null where the hub does not tell it.</param>
internal sealed record HubFile(string Path, long Size, string? Sha256);
