using System.Net;

namespace Castor.Server.Identity.OAuth;

/// <summary>What an installed app asks of a person. <see href="https://developers.google.com/identity/protocols/oauth2/native-app"/></summary>
internal sealed record AuthorizationRequest
{
    private const int LongestText = 2048;
    private const int ChallengeLength = 43;

    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required string Scope { get; init; }

    public required string State { get; init; }

    /// <summary>The SHA-256 of the app's verifier in base64url; null for an app without PKCE, which then needs its secret.</summary>
    public required string? Challenge { get; init; }

    /// <summary>Reads a request.</summary>
    /// <param name="get">Gives a parameter; empty for none.</param>
    /// <param name="request">The request.</param>
    /// <returns>Why it is none, in Google's words for the code and in clear ones behind; null for a good one.</returns>
    public static string? TryRead(Func<string, string> get, out AuthorizationRequest request)
    {
        string challenge = get("code_challenge");
        request = new AuthorizationRequest
        {
            ClientId = get("client_id"),
            RedirectUri = get("redirect_uri"),
            Scope = get("scope"),
            State = get("state"),
            Challenge = challenge.Length > 0 ? challenge : null,
        };
        if (((string[])[request.ClientId, request.RedirectUri, request.Scope, request.State, challenge]).Any(text => text.Length > LongestText))
        {
            return "invalid_request: A parameter is too long.";
        }

        if (!IsLoopback(request.RedirectUri))
        {
            return "redirect_uri_mismatch: Only http://localhost, http://127.0.0.1 and http://[::1], on any port, may be redirected to.";
        }

        if (get("response_type") != "code")
        {
            return "unsupported_response_type: The response_type has to be 'code'.";
        }

        if (string.IsNullOrWhiteSpace(request.Scope))
        {
            return "invalid_request: Missing required parameter: scope";
        }

        return challenge.Length > 0 && (get("code_challenge_method") != "S256" || challenge.Length != ChallengeLength)
            ? "invalid_request: The code_challenge_method has to be S256, with a code_challenge of 43 characters."
            : null;
    }

    /// <summary>The address that takes the person back to the app.</summary>
    /// <param name="name"><c>code</c> or <c>error</c>.</param>
    /// <param name="value">Its value.</param>
    public string Answer(string name, string value)
    {
        string state = State.Length > 0 ? $"&state={Uri.EscapeDataString(State)}" : "";
        return $"{RedirectUri}{(RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}{state}";
    }

    private static bool IsLoopback(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && uri.Scheme == Uri.UriSchemeHttp
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0
        && !text.Contains('\\', StringComparison.Ordinal)
        && (uri.IdnHost == "localhost" || (IPAddress.TryParse(uri.IdnHost, out IPAddress? address) && IPAddress.IsLoopback(address)));
}
