namespace Castor.Server.Identity;

/// <summary>Who calls: a feature of every request that reaches an endpoint of the API.</summary>
/// <param name="Project">The project that the call belongs to; files, caches and quotas are kept apart by it.</param>
/// <param name="KeyId">The id of the key; null where any key is taken.</param>
public sealed record Caller(string Project, string? KeyId);
