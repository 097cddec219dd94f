using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Castor.Storage.Secrets;
using Castor.Storage.ServiceAccounts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Tests.Identity;

/// <summary>ID tokens, verified by hand with what the server publishes.</summary>
public sealed class IdTokenTests
{
    private const string Audience = "https://service.example.com";
    private const string Identity = "/computeMetadata/v1/instance/service-accounts/default/identity";

    private static readonly (string, string) s_flavor = ("Metadata-Flavor", "Google");

    [Fact]
    public async Task Assertion_WithATargetAudience_GivesAnIdTokenOfTheAccount()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        (HttpStatusCode status, JsonNode body) = await server.AssertAsync(account.Sign(IdTokenClaims(server, account)));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["id_token"], body.AsObject().Select(p => p.Key));
        JsonObject claims = await VerifyAsync(server, (string)body["id_token"]!);
        long now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        var expected = new JsonObject
        {
            ["iss"] = server.Address.GetLeftPart(UriPartial.Authority),
            ["aud"] = Audience,
            ["azp"] = account.Account.Email,
            ["sub"] = account.Account.UniqueId,
            ["iat"] = now,
            ["exp"] = now + 3600,
            ["email"] = account.Account.Email,
            ["email_verified"] = true,
        };
        Assert.True(JsonNode.DeepEquals(expected, claims), claims.ToJsonString());
    }

    [Fact]
    public async Task IdToken_AsACredential_IsRefusedAsGoogleRefusesIt()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user", "aiplatform.user");
        string token = (string)(await server.AssertAsync(account.Sign(IdTokenClaims(server, account)))).Body["id_token"]!;
        foreach (string path in (string[])[KeyServer.Generate, "/v1/projects/acme/locations/global/publishers/google/models/gemini-2.5-flash:generateContent"])
        {
            (HttpStatusCode status, JsonNode body) = await server.CallAsync(path, token);
            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.StartsWith("Request had invalid authentication credentials. Expected OAuth 2 access token", (string)body["error"]!["message"]!, StringComparison.Ordinal);
            Assert.Equal("ACCESS_TOKEN_TYPE_UNSUPPORTED", (string)body["error"]!["details"]![0]!["reason"]!);
        }

        // Nor is it an assertion for another token.
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), await ErrorAsync(server.AssertAsync(token)));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("&format=standard", false)]
    [InlineData("&format=full", true)]
    public async Task Identity_OfTheMetadataServer_IsAnIdTokenOfItsAccount(string format, bool full)
    {
        string email = ServiceAccount.EmailOf("account-0", "acme");
        await using KeyServer server = await KeyServer.StartAsync(configure: options => options with { MetadataAccount = email });
        using SigningAccount account = server.CreateAccount("acme", "user");
        using HttpResponseMessage response = await server.SendRawAsync($"{Identity}?audience={Uri.EscapeDataString(Audience)}{format}", s_flavor);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonObject claims = await VerifyAsync(server, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((Audience, account.Account.UniqueId, account.Account.UniqueId), ((string)claims["aud"]!, (string)claims["azp"]!, (string)claims["sub"]!));
        Assert.Equal(full ? email : null, (string?)claims["email"]);
        Assert.Equal(full ? "acme" : null, (string?)claims["google"]?["compute_engine"]?["project_id"]);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "non-empty audience parameter required\n")]
    [InlineData("?audience=", HttpStatusCode.BadRequest, "non-empty audience parameter required\n")]
    public async Task Identity_ForNobody_IsRefused(string query, HttpStatusCode expected, string text)
    {
        await using KeyServer server = await KeyServer.StartAsync(AuthMode.Any);
        using HttpResponseMessage response = await server.SendRawAsync(Identity + query, s_flavor);
        Assert.Equal((expected, text), (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Identity_WithoutTheHeader_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync(AuthMode.Any);
        using HttpResponseMessage response = await server.SendRawAsync(Identity + "?audience=x");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Discovery_OfAServerWithAPublicAddress_NamesItAndWhatIsThere()
    {
        await using KeyServer server = await KeyServer.StartAsync(configure: options => options with { PublicUrl = new Uri("https://castor.example.com/") });
        using SigningAccount account = server.CreateAccount("acme", "user");
        JsonNode document = (await server.SendAsync("/.well-known/openid-configuration")).Body;
        Assert.Equal("https://castor.example.com", (string)document["issuer"]!);
        string[] patterns = [.. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!)];
        foreach (string name in (string[])["authorization_endpoint", "token_endpoint", "revocation_endpoint", "jwks_uri"])
        {
            var address = new Uri((string)document[name]!);
            Assert.Equal("castor.example.com", address.Host);
            Assert.Contains(address.AbsolutePath, patterns);
        }

        JsonObject assertion = IdTokenClaims(server, account);
        assertion["aud"] = "https://castor.example.com/token";
        string token = (string)(await server.AssertAsync(account.Sign(assertion))).Body["id_token"]!;
        Assert.Equal("https://castor.example.com", (string)(await VerifyAsync(server, token))["iss"]!);
    }

    [Fact]
    public async Task IdToken_OfOneCastor_CallsAnotherThatTakesItAsAnIssuer()
    {
        await using KeyServer here = await KeyServer.StartAsync();
        using SigningAccount account = here.CreateAccount("acme");
        string token = (string)(await here.AssertAsync(account.Sign(IdTokenClaims(here, account)))).Body["id_token"]!;
        string folder = Directory.CreateTempSubdirectory("castor-id-").FullName;
        string file = Path.Combine(folder, "issuers.json");
        foreach ((string audience, HttpStatusCode expected) in ((string, HttpStatusCode)[])[(Audience, HttpStatusCode.OK), ("https://other.example.com", HttpStatusCode.Unauthorized)])
        {
            var issuer = new JsonObject
            {
                ["issuer"] = here.Address.GetLeftPart(UriPartial.Authority),
                ["audiences"] = new JsonArray(audience),
                ["project"] = "acme",
                ["principalClaim"] = "email",
                ["principals"] = new JsonArray(account.Account.Email),
            };
            await File.WriteAllTextAsync(file, new JsonObject { ["issuers"] = new JsonArray(issuer) }.ToJsonString(), TestContext.Current.CancellationToken);
            await using KeyServer there = await KeyServer.StartAsync(configure: options => options with { IssuersFile = file });
            Assert.Equal(expected, (await there.CallAsync(KeyServer.Generate, token)).Status);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Key_OfAFolder_IsMadeOnceAndReadableByItsOwnerAlone()
    {
        string folder = Directory.CreateTempSubdirectory("castor-id-").FullName;
        string first = await KeyIdAsync();
        Assert.Equal(first, await KeyIdAsync());
        string file = Path.Combine(folder, SigningKeyFile.Name);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        File.Delete(file);
        Assert.NotEqual(first, await KeyIdAsync());
        Directory.Delete(folder, recursive: true);

        async Task<string> KeyIdAsync()
        {
            await using RunningServer server = await RunningServer.StartAsync(options => options with { DataFolder = folder });
            string text = await server.Client.GetStringAsync(new Uri("/oauth2/v3/certs", UriKind.Relative), TestContext.Current.CancellationToken);
            return (string)JsonNode.Parse(text)!["keys"]![0]!["kid"]!;
        }
    }

    private static JsonObject IdTokenClaims(KeyServer server, SigningAccount account)
    {
        JsonObject claims = account.Claims(server.Clock.GetUtcNow(), server.TokenUri);
        claims.Remove("scope");
        claims["target_audience"] = Audience;
        return claims;
    }

    private static async Task<(HttpStatusCode, string)> ErrorAsync(Task<(HttpStatusCode Status, JsonNode Body)> answer)
    {
        (HttpStatusCode status, JsonNode body) = await answer;
        return (status, (string)body["error"]!);
    }

    /// <summary>Checks the signature with both forms of the key; the result is the claims.</summary>
    private static async Task<JsonObject> VerifyAsync(KeyServer server, string token)
    {
        string[] parts = token.Split('.');
        JsonNode header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        Assert.Equal("RS256", (string)header["alg"]!);
        byte[] signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        byte[] signature = Base64Url.DecodeFromChars(parts[2]);

        using HttpResponseMessage response = await server.SendRawAsync("/oauth2/v3/certs");
        Assert.Equal("public, max-age=3600", response.Headers.CacheControl!.ToString());
        JsonNode key = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["keys"]!
            .AsArray().Single(k => (string)k!["kid"]! == (string)header["kid"]!)!;
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars((string)key["n"]!), Exponent = Base64Url.DecodeFromChars((string)key["e"]!) });
        Assert.True(rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        string pem = (string)(await server.SendAsync("/oauth2/v1/certs")).Body[(string)header["kid"]!]!;
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem);
        using RSA ofCertificate = certificate.GetRSAPublicKey()!;
        Assert.True(ofCertificate.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
    }
}
