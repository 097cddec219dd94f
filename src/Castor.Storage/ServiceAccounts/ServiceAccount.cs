namespace Castor.Storage.ServiceAccounts;

/// <summary>A program that calls under a name of its own.</summary>
public sealed record ServiceAccount
{
    /// <summary>The domain behind the project in every address.</summary>
    public const string Domain = "iam.castor.internal";

    /// <summary>The address that names it, <c>NAME@PROJECT.iam.castor.internal</c>.</summary>
    public required string Email { get; init; }

    /// <summary>A number that is never used again, 21 digits.</summary>
    public required string UniqueId { get; init; }

    /// <summary>The project that it belongs to.</summary>
    public required string Project { get; init; }

    /// <summary>A name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The names of its roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Whether it is refused for now.</summary>
    public bool Disabled { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>The address of a name in a project.</summary>
    public static string EmailOf(string name, string project) => $"{name}@{project}.{Domain}";
}
