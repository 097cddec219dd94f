using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Castor.Server.Identity.Issuers;
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
        var asked = new ConcurrentQueue<string>();
        await using WebApplication issuer = await StartIssuerAsync(asked, KeySet);
        string name = issuer.Urls.Single();
        await using KeyServer server = await StartAsync(new JsonObject { ["issuer"] = name });
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, TokenOf(server, name))).Status);
        Assert.Equal(["/.well-known/openid-configuration", "/keys"], asked);

        server.Clock.Advance(TimeSpan.FromHours(1));
        SpinWait.SpinUntil(() => asked.Count == 4 || Cancellation.IsCancellationRequested);
        Assert.Equal(4, asked.Count);
    }

    [Fact]
    public async Task Key_ThatTheIssuerChanges_CountsAtOnceAndTheOneBeforeNoMore()
    {
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECDsa published = _key;
        var asked = new ConcurrentQueue<string>();
        await using WebApplication issuer = await StartIssuerAsync(asked, () => KeySet(published, published == _key ? "k1" : "k2"));
        string name = issuer.Urls.Single();
        await using KeyServer server = await StartAsync(new JsonObject { ["issuer"] = name });
        string before = TokenOf(server, name);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, before)).Status);

        published = next;
        server.Clock.Advance(IssuerKeySet.Pause);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, before)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, TokenOf(server, name, next, "k2"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, before)).Status);
    }

    [Fact]
    public async Task UnknownKeys_OfManyTokens_HaveTheIssuerAskedOnceAPause()
    {
        var asked = new ConcurrentQueue<string>();
        await using WebApplication issuer = await StartIssuerAsync(asked, KeySet);
        string name = issuer.Urls.Single();
        await using KeyServer server = await StartAsync(new JsonObject { ["issuer"] = name, ["jwksUri"] = name + "/keys" });
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, TokenOf(server, name))).Status);
        for (int pauses = 1; pauses <= 2; pauses++)
        {
            await AskManyAsync();
            Assert.Equal(pauses, asked.Count);
            server.Clock.Advance(IssuerKeySet.Pause);
        }

        async Task AskManyAsync()
        {
            (HttpStatusCode Status, JsonNode)[] answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => server.CallAsync(KeyServer.Generate, TokenOf(server, name, _key, $"other-{i}") + "x")));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        }
    }

    [Fact]
    public async Task Issuer_ThatDoesNotAnswer_HoldsUpNeitherTheStartNorTheOthers()
    {
        var never = new TaskCompletionSource();
        await using WebApplication hanging = await StartIssuerAsync([], () => "", never.Task);
        await using WebApplication issuer = await StartIssuerAsync([], KeySet);
        string name = issuer.Urls.Single();
        await using KeyServer server = await StartAsync(
            new JsonObject { ["issuer"] = hanging.Urls.Single() }, new JsonObject { ["issuer"] = name }, new JsonObject { ["issuer"] = "http://127.0.0.1:1" });
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, TokenOf(server, name))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, TokenOf(server, "http://127.0.0.1:1"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, server.Create().Secret)).Status);
        never.SetResult();
    }

    [Fact]
    public async Task Issuer_ThatWasDown_IsAskedAgainByTheNextToken()
    {
        string keys = "no keys";
        await using WebApplication issuer = await StartIssuerAsync([], () => keys);
        string name = issuer.Urls.Single();
        await using KeyServer server = await StartAsync(new JsonObject { ["issuer"] = name });
        string token = TokenOf(server, name);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
        keys = KeySet();
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
        server.Clock.Advance(IssuerKeySet.Pause);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, token)).Status);
    }

    [Fact]
    public async Task Issuer_ThatAnswersInNoKnownWay_IsAskedAgainAfterAMinute()
    {
        var asked = new ConcurrentQueue<string>();
        string? type = "application/json; charset=nonsense";
        await using WebApplication issuer = await StartIssuerAsync(asked, KeySet, type: () => type);
        string name = issuer.Urls.Single();
        await using KeyServer server = await StartAsync(new JsonObject { ["issuer"] = name });
        string token = TokenOf(server, name);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
        int before = asked.Count;

        type = null;
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        SpinWait.SpinUntil(() => asked.Count == before + 2 || Cancellation.IsCancellationRequested);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, token)).Status);
    }

    [Fact]
    public async Task Token_OfAnIssuerThatNobodyConfigured_HasNothingFetched()
    {
        var asked = new ConcurrentQueue<string>();
        await using WebApplication issuer = await StartIssuerAsync(asked, KeySet);
        await using KeyServer server = await StartAsync(new JsonObject { ["issuer"] = Issuer, ["jwksFile"] = SaveKeys() });
        string token = TokenOf(server, issuer.Urls.Single());
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("""{"issuers":[{"issuer":"http://id.example.com","audiences":["a"],"project":"p"}]}""", "without https")]
    [InlineData("""{"issuers":[{"issuer":"https://id.example.com","audiences":[],"project":"p"}]}""", "has no audiences")]
    [InlineData("""{"issuers":[{"issuer":"https://id.example.com","audiences":["a"],"project":"p","roles":["owner"]}]}""", "has the role 'owner'")]
    [InlineData("""{"issuers":[{"issuer":"https://id.example.com","project":"p"}]}""", "audiences")]
    [InlineData("""{"issuers":[{"issuer":"https://a","audiences":["a"],"project":"p"},{"issuer":"https://a","audiences":["b"],"project":"p"}]}""", "is there twice")]
    [InlineData("""{"issuers":[{}],}x""", ":1: ")]
    public void File_ThatCannotBeTrusted_StopsTheStart(string text, string complaint)
    {
        string path = Path.Combine(_folder, "bad.json");
        File.WriteAllText(path, text);
        CastorOptionsException refusal = Assert.Throws<CastorOptionsException>(
            () => CastorServer.Build(new CastorOptions { DataFolder = _folder, Auth = AuthMode.Keys, IssuersFile = path }));
        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartIssuerAsync(ConcurrentQueue<string> asked, Func<string> keys, Task? until = null, Func<string?>? type = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            asked.Enqueue(context.Request.Path);
            await (until ?? Task.CompletedTask);
            string origin = $"http://{context.Request.Host}";
            context.Response.ContentType = type?.Invoke();
            await context.Response.WriteAsync(context.Request.Path == "/keys" ? keys() : $$"""{"issuer":"{{origin}}","jwks_uri":"{{origin}}/keys"}""", Cancellation);
        });
        await app.StartAsync(Cancellation);
        return app;
    }

    private Task<KeyServer> StartAsync(params JsonObject[] issuers)
    {
        foreach (JsonObject issuer in issuers)
        {
            issuer["audiences"] = new JsonArray("castor");
            issuer["project"] = "acme";
            issuer["roles"] = new JsonArray("user");
            issuer["principalClaim"] = "email";
            issuer["principals"] = new JsonArray("ada@example.com");
        }

        string path = Path.Combine(_folder, "issuers.json");
        File.WriteAllText(path, new JsonObject { ["issuers"] = new JsonArray(issuers) }.ToJsonString());
        return KeyServer.StartAsync(configure: options => options with { IssuersFile = path });
    }

    private string SaveKeys()
    {
        File.WriteAllText(Path.Combine(_folder, "keys.json"), KeySet());
        return "keys.json";
    }

    private string TokenOf(KeyServer server, string issuer, ECDsa? key = null, string id = "k1") => Sign(
        new JsonObject { ["iss"] = issuer, ["aud"] = "castor", ["email"] = "ada@example.com", ["exp"] = server.Clock.GetUtcNow().ToUnixTimeSeconds() + 86_400 }, key, id);

    private string KeySet() => KeySet(_key, "k1");

    private static string KeySet(ECDsa pair, string id)
    {
        ECParameters key = pair.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"{{id}}","use":"sig","alg":"ES256","x":"{{Base64Url.EncodeToString(key.Q.X)}}","y":"{{Base64Url.EncodeToString(key.Q.Y)}}"}]}""";
    }

    private string Sign(JsonObject claims, ECDsa? key = null, string id = "k1")
    {
        string text = Unsigned("ES256", claims, id);
        return $"{text}.{Base64Url.EncodeToString((key ?? _key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private string SignSymmetric(JsonObject claims)
    {
        string text = Unsigned("HS256", claims);
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Unsigned(string algorithm, JsonObject claims, string id = "k1") =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","kid":"{{id}}"}"""))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
}
