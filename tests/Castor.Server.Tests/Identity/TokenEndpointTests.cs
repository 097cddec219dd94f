using System.Net;
using System.Text.Json.Nodes;

namespace Castor.Server.Tests.Identity;

/// <summary><c>POST /token</c> with the assertions of service accounts.</summary>
public sealed class TokenEndpointTests
{
    private const string Vertex = "/v1/projects/acme/locations/us-central1/publishers/google/models/gemini-2.5-flash:generateContent";
    private const string Times =
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.";

    [Fact]
    public async Task Assertion_OfAnAccount_GivesATokenForBothTwins()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user", "aiplatform.user");
        (HttpStatusCode status, JsonNode body) = await server.AssertAsync(account.Sign(account.Claims(server.Clock.GetUtcNow(), server.TokenUri)));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["access_token", "expires_in", "token_type"], body.AsObject().Select(p => p.Key));
        Assert.Equal((3599, "Bearer"), ((int)body["expires_in"]!, (string)body["token_type"]!));
        string token = (string)body["access_token"]!;
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(Vertex, token)).Status);
    }

    [Theory]
    [InlineData("signature", "invalid_grant", "Invalid JWT Signature.")]
    [InlineData("none", "invalid_grant", "Invalid JWT Signature.")]
    [InlineData("symmetric", "invalid_grant", "Invalid JWT Signature.")]
    [InlineData("other key", "invalid_grant", "Invalid JWT Signature.")]
    [InlineData("account", "invalid_grant", "Invalid grant: account not found")]
    [InlineData("no issuer", "invalid_grant", "Invalid grant: account not found")]
    [InlineData("expired", "invalid_grant", Times)]
    [InlineData("early", "invalid_grant", Times)]
    [InlineData("long", "invalid_grant", Times)]
    [InlineData("no times", "invalid_grant", Times)]
    [InlineData("nonsense", "invalid_grant", "Invalid JWT: Failed to parse.")]
    [InlineData("scope", "invalid_scope", "Invalid OAuth scope or ID token audience provided.")]
    public async Task Assertion_WithAMistake_IsRefusedAsGoogleDoes(string mistake, string error, string description)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        using SigningAccount other = server.CreateAccount("acme", "user");
        JsonObject claims = account.Claims(server.Clock.GetUtcNow(), server.TokenUri);
        long now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        string good = account.Sign(claims);
        (HttpStatusCode status, JsonNode body) = await server.AssertAsync(mistake switch
        {
            "signature" => good[..^8] + "AAAAAAAA",
            "none" => SigningAccount.LeaveUnsigned(claims),
            "symmetric" => account.SignWithPublicKey(claims),
            "other key" => other.Sign(claims),
            "account" => account.Sign(With("iss", "nobody@acme.iam.castor.internal")),
            "no issuer" => account.Sign(With("iss", "")),
            "expired" => account.Sign(With("exp", now - 61)),
            "early" => account.Sign(With("iat", now + 61)),
            "long" => account.Sign(With("exp", now + 3600 + 61)),
            "no times" => account.Sign(With("iat", null)),
            "scope" => account.Sign(With("scope", "")),
            _ => "a.b.c",
        });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal((error, description), ((string)body["error"]!, (string)body["error_description"]!));

        JsonObject With(string name, JsonNode? value)
        {
            claims[name] = value;
            if (value is null)
            {
                claims.Remove(name);
            }

            return claims;
        }
    }

    [Theory]
    [InlineData("{0}/token", true)]
    [InlineData("https://oauth2.googleapis.com/token", true)]
    [InlineData("{0}/other", false)]
    [InlineData("https://elsewhere.example/token", false)]
    public async Task Assertion_ForAnotherServer_IsRefused(string form, bool taken)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        string audience = string.Format(null, form, server.Address.GetLeftPart(UriPartial.Authority));
        (HttpStatusCode status, JsonNode body) = await server.AssertAsync(account.Sign(account.Claims(server.Clock.GetUtcNow(), audience)));
        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
        Assert.True(taken || ((string)body["error_description"]!).StartsWith("Invalid JWT: Failed audience check.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Assertion_ForAnotherSubject_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        JsonObject claims = account.Claims(server.Clock.GetUtcNow(), server.TokenUri);
        claims["sub"] = "boss@example.com";
        (HttpStatusCode status, JsonNode body) = await server.AssertAsync(account.Sign(claims));
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized_client"), (status, (string)body["error"]!));
    }

    [Theory]
    [InlineData("", "", "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "invalid_request")]
    public async Task Request_ThatIsNone_IsRefused(string name, string value, string error)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        (HttpStatusCode status, JsonNode body) = await server.PostFormAsync("/token", (name, value));
        Assert.Equal((HttpStatusCode.BadRequest, error), (status, (string)body["error"]!));
    }

    [Fact]
    public async Task Token_AfterAnHour_IsRefused()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        string token = await server.TokenAsync(account);
        server.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, token)).Status);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("rotate")]
    [InlineData("delete")]
    public async Task Token_OfAnAccountThatLostItsForce_IsRefusedWithinASecond(string how)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        string token = await server.TokenAsync(account);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, token)).Status);
        string email = account.Account.Email;
        Assert.True(how switch
        {
            "disable" => server.Accounts.SetDisabled(email, disabled: true),
            "rotate" => server.Accounts.AddKey(email, new byte[8], replace: true).Id != account.KeyId,
            _ => server.Accounts.Delete(email),
        });
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
        if (how == "disable")
        {
            server.Accounts.SetDisabled(email, disabled: false);
            server.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, token)).Status);
        }
    }

    [Fact]
    public async Task Database_AfterATokenIsGiven_HoldsNothingOfIt()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        string token = await server.TokenAsync(account);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(server.DatabasePath)!))
        {
            byte[] bytes = new byte[new FileInfo(file).Length];
            await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(token[12..30])));
        }
    }
}
