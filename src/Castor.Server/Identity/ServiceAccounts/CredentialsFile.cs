using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Storage.ServiceAccounts;

namespace Castor.Server.Identity.ServiceAccounts;

/// <summary>The credentials file of a service account, in the form that every Google auth library reads.</summary>
public static class CredentialsFile
{
    /// <summary>The length of the keys that are made, as Google's are.</summary>
    public const int KeyBits = 2048;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>The text of the file; the only place that the private key is ever written to.</summary>
    /// <param name="account">The account.</param>
    /// <param name="keyId">The id of the key.</param>
    /// <param name="privateKey">The key pair.</param>
    /// <param name="server">The address of the server.</param>
    /// <param name="universeDomain">What the libraries take for Google's own domain; another one has Node's sign for itself instead of asking Google.</param>
    public static string Write(ServiceAccount account, string keyId, RSA privateKey, Uri server, string universeDomain = "googleapis.com")
    {
        string origin = server.GetLeftPart(UriPartial.Authority);
        var file = new JsonObject
        {
            ["type"] = "service_account",
            ["project_id"] = account.Project,
            ["private_key_id"] = keyId,
            ["private_key"] = privateKey.ExportPkcs8PrivateKeyPem() + "\n",
            ["client_email"] = account.Email,
            ["client_id"] = account.UniqueId,
            ["auth_uri"] = $"{origin}/o/oauth2/auth",
            ["token_uri"] = $"{origin}/token",
            ["universe_domain"] = universeDomain,
        };
        return file.ToJsonString(s_indented) + "\n";
    }
}
