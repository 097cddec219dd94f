using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Castor.Storage;
using Castor.Storage.Secrets;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Castor.Server.Identity.IdTokens;

/// <summary>The key of the server's ID tokens, and its public half in the two forms that Google publishes.</summary>
internal sealed class IdTokenKey
{
    private static readonly TimeSpan s_certificateLife = TimeSpan.FromDays(16);
    private static readonly JsonWebTokenHandler s_handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials _credentials;
    private readonly RSA _key;
    private readonly TimeProvider _time;

    private IdTokenKey(RSA key, TimeProvider time)
    {
        _key = key;
        _time = time;
        Id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..40];
        _credentials = new SigningCredentials(new RsaSecurityKey(key.ExportParameters(includePrivateParameters: true)) { KeyId = Id }, SecurityAlgorithms.RsaSha256);
    }

    /// <summary>The <c>kid</c> of what is signed.</summary>
    public string Id { get; }

    /// <exception cref="DataFolderException">The key cannot be read or made.</exception>
    public static IdTokenKey Open(DataFolder folder, TimeProvider time) => new(SigningKeyFile.Open(folder), time);

    public string Sign(JsonObject claims) => s_handler.CreateToken(claims.ToJsonString(), _credentials);

    /// <summary>The public key as a JSON Web Key Set. <see href="https://www.rfc-editor.org/rfc/rfc7517"/></summary>
    public JsonObject KeySet()
    {
        RSAParameters key = _key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["e"] = Base64Url.EncodeToString(key.Exponent),
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["alg"] = SecurityAlgorithms.RsaSha256,
                ["use"] = "sig",
                ["kid"] = Id,
                ["kty"] = "RSA",
            }),
        };
    }

    /// <summary>The public key as certificates by key id, the older form that Google's library for Node asks for.</summary>
    public JsonObject Certificates()
    {
        DateTimeOffset now = _time.GetUtcNow();
        var request = new CertificateRequest("CN=castor-id-tokens", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + s_certificateLife);
        return new JsonObject { [Id] = certificate.ExportCertificatePem() + "\n" };
    }
}
