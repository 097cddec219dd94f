using Castor.Server.Identity.Tokens;

namespace Castor.Server.Identity;

/// <summary>What a server that does not take any key takes.</summary>
/// <param name="Keys">The API keys in force.</param>
/// <param name="Bearers">The tokens.</param>
internal sealed record KnownCredentials(KeyRing Keys, BearerTokens Bearers);
