namespace Castor.Server.Identity.Tokens;

/// <summary>Why a token is not given, as RFC 6749 and Google's token server tell it.</summary>
/// <param name="Error">The code, such as <c>invalid_grant</c>.</param>
/// <param name="Description">The text.</param>
/// <param name="HttpStatus">400, or 401 for a client that is not known.</param>
internal sealed record OAuthRefusal(string Error, string Description, int HttpStatus = 400)
{
    public static OAuthRefusal InvalidGrant(string description) => new("invalid_grant", description);

    public static OAuthRefusal InvalidRequest(string description) => new("invalid_request", description);

    public static OAuthRefusal InvalidClient(string description) => new("invalid_client", description, 401);
}
