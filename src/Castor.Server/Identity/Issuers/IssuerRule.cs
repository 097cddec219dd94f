using Castor.Server.Identity.Roles;

namespace Castor.Server.Identity.Issuers;

/// <summary>An OpenID Connect issuer whose tokens are taken, as the operator's file says. What has a default is settable: generated code passes over defaults of the others.</summary>
internal sealed record IssuerRule
{
    /// <summary>The <c>iss</c> of its tokens.</summary>
    public required string Issuer { get; init; }

    /// <summary>The <c>aud</c>, one of which its tokens have.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>A file with its keys (a JSON Web Key Set), beside the operator's file; null to fetch them.</summary>
    public string? JwksFile { get; init; }

    /// <summary>The address of its keys; null to ask the issuer's discovery document.</summary>
    public string? JwksUri { get; init; }

    /// <summary>The project of its callers.</summary>
    public required string Project { get; init; }

    /// <summary>The names of their roles.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [RoleNames.User, RoleNames.VertexUser];

    /// <summary>The claim that names a caller.</summary>
    public string PrincipalClaim { get; set; } = "sub";

    /// <summary>Who may call; everybody whom the issuer vouches for, where it is empty.</summary>
    public IReadOnlyList<string> Principals { get; set; } = [];
}
