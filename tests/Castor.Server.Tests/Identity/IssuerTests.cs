using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Tests.Identity;

/// <summary>Tokens of OpenID Connect issuers that the operator has configured.</summary>
public sealed class IssuerTests : IDisposable
{
    private const string Issuer = "https://id.example.com";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _folder = Directory.CreateTempSubdirectory("castor-issuers-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("aud", HttpStatusCode.Unauthorized)]
    [InlineData("iss", HttpStatusCode.Unauthorized)]
    [InlineData("exp", HttpStatusCode.Unauthorized)]
    [InlineData("nbf", HttpStatusCode.Unauthorized)]
    [InlineData("email", HttpStatusCode.Unauthorized)]
    [InlineData("signature", HttpStatusCode.Unauthorized)]
    [InlineData("symmetric", HttpStatusCode.Unauthorized)]
    public async Task Token_OfAnIssuerWithAFileOfKeys_CountsWhenAllOfItIsRight(string mistake, HttpStatusCode expected)
    {
        await using KeyServer server = await StartAsync(new JsonObject { ["issuer"] = Issuer, ["jwksFile"] = SaveKeys() });
        long now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = Issuer, ["aud"] = "castor", ["sub"] = "1", ["email"] = "ada@example.com", ["exp"] = now + 600 };
        switch (mistake)
        {
            case "aud": claims["aud"] = "another"; break;
            case "iss": claims["iss"] = "https://other.example.com"; break;
            case "exp": claims["exp"] = now - 61; break;
            case "nbf": claims["nbf"] = now + 61; break;
            case "email": claims["email"] = "eve@example.com"; break;
        }

        string token = mistake == "symmetric" ? SignSymmetric(claims) : Sign(claims);
        token = mistake == "signature" ? token[..^8] + "AAAAAAAA" : token;
        Assert.Equal(expected, (await server.CallAsync(KeyServer.Generate, token)).Status);
        if (expected == HttpStatusCode.OK)
        {
            // Its role is that of a user alone, in the project of the file.
            Assert.Equal(HttpStatusCode.Forbidden, (await server.CallAsync("/v1/projects/acme/locations/global/publishers/google/models/gemini-2.5-flash:generateContent", token)).Status);
            server.Clock.Advance(TimeSpan.FromMinutes(11));
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
        }
    }

    [Fact]
    public async Task Keys_OfAnIssuer_AreDiscoveredAndReadAgain()
    {
        var asked = new List<string>();
        string keys = """{"keys":[]}""";
        await using WebApplication issuer = StartIssuer(asked, () => keys);
        await issuer.StartAsync(Cancellation);
        string name = issuer.Urls.Single();
        await using KeyServer server = await StartAsync(new JsonObject { ["issuer"] = name });
        string token = Sign(new JsonObject { ["iss"] = name, ["aud"] = "castor", ["email"] = "ada@example.com", ["exp"] = server.Clock.GetUtcNow().ToUnixTimeSeconds() + 86_400 });
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
        Assert.Equal(["/.well-known/openid-configuration", "/keys"], asked);

        keys = KeySet();
        server.Clock.Advance(TimeSpan.FromHours(1));
        HttpStatusCode status;
        do
        {
            status = (await server.CallAsync(KeyServer.Generate, token)).Status;
        }
        while (status != HttpStatusCode.OK && !Cancellation.IsCancellationRequested);

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Token_OfAnIssuerThatNobodyConfigured_HasNothingFetched()
    {
        var asked = new List<string>();
        await using WebApplication issuer = StartIssuer(asked, KeySet);
        await issuer.StartAsync(Cancellation);
        await using KeyServer server = await StartAsync(new JsonObject { ["issuer"] = Issuer, ["jwksFile"] = SaveKeys() });
        string token = Sign(new JsonObject { ["iss"] = issuer.Urls.Single(), ["aud"] = "castor", ["email"] = "ada@example.com", ["exp"] = server.Clock.GetUtcNow().ToUnixTimeSeconds() + 600 });
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("""{"issuers":[{"issuer":"http://id.example.com","audiences":["a"],"project":"p"}]}""", "without https")]
    [InlineData("""{"issuers":[{"issuer":"https://id.example.com","audiences":[],"project":"p"}]}""", "has no audiences")]
    [InlineData("""{"issuers":[{"issuer":"https://id.example.com","audiences":["a"],"project":"p","roles":["owner"]}]}""", "has the role 'owner'")]
    [InlineData("""{"issuers":[{"issuer":"https://id.example.com","project":"p"}]}""", "audiences")]
    [InlineData("""{"issuers":[{}],}x""", ":1: ")]
    public void File_ThatCannotBeTrusted_StopsTheStart(string text, string complaint)
    {
        string path = Path.Combine(_folder, "bad.json");
        File.WriteAllText(path, text);
        CastorOptionsException refusal = Assert.Throws<CastorOptionsException>(
            () => CastorServer.Build(new CastorOptions { DataFolder = _folder, Auth = AuthMode.Keys, IssuersFile = path }));
        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
    }

    private static WebApplication StartIssuer(List<string> asked, Func<string> keys)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.Run(context =>
        {
            asked.Add(context.Request.Path);
            string origin = $"http://{context.Request.Host}";
            return context.Response.WriteAsync(context.Request.Path == "/keys" ? keys() : $$"""{"issuer":"{{origin}}","jwks_uri":"{{origin}}/keys"}""", Cancellation);
        });
        return app;
    }

    private Task<KeyServer> StartAsync(JsonObject issuer)
    {
        issuer["audiences"] = new JsonArray("castor");
        issuer["project"] = "acme";
        issuer["roles"] = new JsonArray("user");
        issuer["principalClaim"] = "email";
        issuer["principals"] = new JsonArray("ada@example.com");
        string path = Path.Combine(_folder, "issuers.json");
        File.WriteAllText(path, new JsonObject { ["issuers"] = new JsonArray(issuer) }.ToJsonString());
        return KeyServer.StartAsync(configure: options => options with { IssuersFile = path });
    }

    private string SaveKeys()
    {
        File.WriteAllText(Path.Combine(_folder, "keys.json"), KeySet());
        return "keys.json";
    }

    private string KeySet()
    {
        ECParameters key = _key.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"k1","use":"sig","alg":"ES256","x":"{{Base64Url.EncodeToString(key.Q.X)}}","y":"{{Base64Url.EncodeToString(key.Q.Y)}}"}]}""";
    }

    private string Sign(JsonObject claims)
    {
        string text = Unsigned("ES256", claims);
        return $"{text}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private string SignSymmetric(JsonObject claims)
    {
        string text = Unsigned("HS256", claims);
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Unsigned(string algorithm, JsonObject claims) =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","kid":"k1"}"""))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
}
