using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Castor.Storage.ServiceAccounts;

namespace Castor.Server.Tests.Identity;

/// <summary>A service account with its private key; signs by hand, so that the library that checks is not the one that signs.</summary>
internal sealed class SigningAccount(ServiceAccount account, string keyId, RSA key) : IDisposable
{
    public const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    public ServiceAccount Account { get; } = account;

    public string KeyId { get; } = keyId;

    public static SigningAccount Create(ServiceAccountStore store, string name, string project, params string[] roles)
    {
        ServiceAccount account = store.Create(ServiceAccount.EmailOf(name, project), project, name, roles)!;
        var rsa = RSA.Create(2048);
        return new SigningAccount(account, store.AddKey(account.Email, rsa.ExportSubjectPublicKeyInfo(), replace: false).Id, rsa);
    }

    /// <summary>The claims of an assertion that is right.</summary>
    public JsonObject Claims(DateTimeOffset now, string audience) => new()
    {
        ["iss"] = Account.Email,
        ["sub"] = Account.Email,
        ["aud"] = audience,
        ["scope"] = Scope,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.ToUnixTimeSeconds() + 3600,
    };

    public string Sign(JsonObject claims)
    {
        string text = Unsigned(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId }, claims);
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>The old trick: the public key, which is no secret, as the secret of a symmetric algorithm.</summary>
    public string SignWithPublicKey(JsonObject claims)
    {
        string text = Unsigned(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT", ["kid"] = KeyId }, claims);
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(text)))}";
    }

    public static string LeaveUnsigned(JsonObject claims) => Unsigned(new JsonObject { ["alg"] = "none", ["typ"] = "JWT" }, claims) + ".";

    public void Dispose() => key.Dispose();

    private static string Unsigned(JsonObject header, JsonObject claims) =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
}
