using Castor.Storage.Keys;

namespace Castor.Server.Identity.Tokens;

/// <summary>A token in force, ready to be checked.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Caller">Who calls with it.</param>
/// <param name="Key">The key that its owner signed in with, whose limits hold for the token too; null for a service account.</param>
/// <param name="ExpireTime">When it ends.</param>
internal sealed record RingToken(KeyHash Hash, Caller Caller, RingKey? Key, DateTimeOffset ExpireTime);
