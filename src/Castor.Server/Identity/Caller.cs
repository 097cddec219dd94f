using Castor.Server.Identity.Roles;

namespace Castor.Server.Identity;

/// <summary>Who calls: a feature of every request that reaches an endpoint of the API.</summary>
/// <param name="Project">The project that the call belongs to; files, caches and quotas are kept apart by it.</param>
/// <param name="KeyId">The id of the key; null where any key is taken, and for callers with a token.</param>
public sealed record Caller(string Project, string? KeyId)
{
    /// <summary>What the caller may do in its project.</summary>
    public CallerRoles Roles { get; init; } = CallerRoles.BothTwins;

    /// <summary>Whether the caller belongs to whatever project a call is about: where any key is taken.</summary>
    public bool AnyProject { get; init; }

    /// <summary>The service account, or the subject of a foreign issuer; null for callers with a key.</summary>
    public string? Principal { get; init; }

    /// <summary>Whether something of a project is the caller's to see.</summary>
    internal bool Owns(string project) => AnyProject || project == Project;
}
