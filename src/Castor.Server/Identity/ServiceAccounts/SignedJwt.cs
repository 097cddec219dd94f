using Castor.Storage.ServiceAccounts;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Castor.Server.Identity.ServiceAccounts;

/// <summary>What came of checking a JWT that a service account is said to have signed.</summary>
/// <param name="Account">The account that signed it; null where the JWT is refused.</param>
/// <param name="Token">The JWT.</param>
/// <param name="Refusal">Why it is refused, in the words of Google's token server.</param>
internal readonly record struct SignedJwt(ServiceAccount? Account, JsonWebToken? Token, string? Refusal)
{
    public static SignedJwt Refused(string refusal) => new(null, null, refusal);
}
