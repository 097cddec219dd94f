namespace Castor.Server.Identity.Roles;

/// <summary>The names of roles on the command line and in files.</summary>
public static class RoleNames
{
    /// <summary>Use the Developer API.</summary>
    public const string User = "user";

    /// <summary>Use Vertex AI, by Google's own name.</summary>
    public const string VertexUser = "aiplatform.user";

    /// <summary>Manage the project.</summary>
    public const string Admin = "admin";

    private const string GooglePrefix = "roles/";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [User, VertexUser, Admin];

    /// <summary>The name without <c>roles/</c>, where it is one; else null.</summary>
    public static string? Normalize(string name)
    {
        string bare = name.StartsWith(GooglePrefix, StringComparison.Ordinal) ? name[GooglePrefix.Length..] : name;
        return All.Contains(bare) ? bare : null;
    }

    /// <summary>What names stand for. A name that this version does not know gives nothing.</summary>
    internal static CallerRoles Read(IEnumerable<string> names) => names.Aggregate(CallerRoles.None, static (roles, name) => roles | name switch
    {
        User => CallerRoles.User,
        VertexUser => CallerRoles.VertexUser,
        Admin => CallerRoles.All,
        _ => CallerRoles.None,
    });
}
