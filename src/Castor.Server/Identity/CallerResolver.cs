using Castor.Protocol;
using Castor.Server.Surfaces.OpenAi;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Surfaces.Vertex;
using Castor.Storage.Keys;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity;

/// <summary>Tells who calls, or refuses the call in Google's words.</summary>
/// <param name="keys">The keys that are taken; null where any key is.</param>
/// <param name="restrictions">What a key is limited to.</param>
/// <param name="parity">How far Vertex AI differs from the Developer API.</param>
internal sealed class CallerResolver(KeyRing? keys, KeyRestrictions restrictions, ParityProfile parity)
{
    private static readonly Caller s_anyone = new(NewApiKey.DefaultProject, KeyId: null);

    /// <summary>The caller of a request whose endpoint is known.</summary>
    /// <exception cref="ApiException">No key, a wrong one, or one that is not for this call.</exception>
    public Caller Resolve(HttpContext context)
    {
        Credentials credentials = Credentials.Take(context.Request);
        if (keys is null)
        {
            return credentials.Key is not null || !credentials.Bearer.IsEmpty ? s_anyone : throw NoCredentials(context);
        }

        RingKey key = TwinOf(context) is VertexTwin ? FindForVertex(context, keys, credentials) : Find(context, keys, credentials);
        restrictions.Enforce(context, key);
        key.Touch();
        return key.Caller;
    }

    /// <summary>At the doors of the OpenAI dialect a bearer token is a key, but for Vertex AI's.</summary>
    private static ApiException BadBearer(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OpenAiDoor>() is { IsVertex: false } ? IdentityErrors.BadOpenAiKey() : IdentityErrors.BadToken(context);

    /// <summary>As Google's front end has it, an <c>Authorization</c> header counts before any key, and a bad one is not saved by a good key.</summary>
    private static RingKey Find(HttpContext context, KeyRing keys, in Credentials credentials)
    {
        if (credentials.Authorization is not null)
        {
            return keys.Find(credentials.Bearer) ?? throw BadBearer(context);
        }

        return keys.Find(credentials.Key ?? throw IdentityErrors.NoKey()) ?? throw IdentityErrors.BadKey(context);
    }

    /// <summary>
    /// Vertex AI takes OAuth tokens, and keys only in express mode, where a path names no project. Tokens of service accounts belong here; there are none
    /// yet, so that any is refused.
    /// </summary>
    private RingKey FindForVertex(HttpContext context, KeyRing keys, in Credentials credentials)
    {
        if (credentials.Authorization is not null)
        {
            throw IdentityErrors.BadToken(context);
        }

        if (credentials.Key is not { } key)
        {
            throw IdentityErrors.NoToken(context);
        }

        bool takesKeys = parity == ParityProfile.Merged || context.GetEndpoint()?.Metadata.GetMetadata<ProjectScoped>() is null;
        return takesKeys ? keys.Find(key) ?? throw IdentityErrors.BadKey(context) : throw IdentityErrors.KeyNotSupported(context);
    }

    private static ApiException NoCredentials(HttpContext context) =>
        TwinOf(context) is VertexTwin ? IdentityErrors.NoToken(context) : IdentityErrors.NoKey();

    private static ITwin? TwinOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ITwin>();
}
