using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Storage.OAuthClients;

namespace Castor.Server.Identity.OAuth;

/// <summary>The files of installed apps and of the people who use them, in the forms that Google's libraries read.</summary>
public static class ClientSecretFile
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>The text of a <c>client_secret.json</c>.</summary>
    /// <param name="client">The app.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="server">The address of the server.</param>
    public static string Write(OAuthClient client, string secret, Uri server)
    {
        string origin = server.GetLeftPart(UriPartial.Authority);
        var file = new JsonObject
        {
            ["installed"] = new JsonObject
            {
                ["client_id"] = client.Id,
                ["project_id"] = client.Project,
                ["auth_uri"] = origin + OAuthEndpoints.AuthorizePath,
                ["token_uri"] = origin + Tokens.TokenEndpoint.Path,
                ["client_secret"] = secret,
                ["redirect_uris"] = new JsonArray("http://localhost"),
            },
        };
        return file.ToJsonString(s_indented) + "\n";
    }

    /// <summary>The text of an <c>authorized_user</c> file, with which a library gets access tokens for a person.</summary>
    /// <param name="clientId">The app.</param>
    /// <param name="clientSecret">Its secret.</param>
    /// <param name="refreshToken">What the person has granted.</param>
    /// <param name="tokenUri">Where access tokens are given.</param>
    public static string WriteAuthorizedUser(string clientId, string clientSecret, string refreshToken, Uri tokenUri)
    {
        var file = new JsonObject
        {
            ["type"] = "authorized_user",
            ["client_id"] = clientId,
            ["client_secret"] = clientSecret,
            ["refresh_token"] = refreshToken,
            ["token_uri"] = tokenUri.ToString(),
            ["universe_domain"] = "googleapis.com",
        };
        return file.ToJsonString(s_indented) + "\n";
    }
}
