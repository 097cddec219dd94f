using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Castor.Storage;
using Castor.Storage.Keys;
using Castor.Storage.OAuthClients;
using Castor.Storage.Sql;

namespace Castor.Server.Tests.Identity;

/// <summary>OAuth for installed apps: consent, code with PKCE, tokens, refresh and revocation.</summary>
public sealed class OAuthTests : IAsyncLifetime
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Redirect = "http://127.0.0.1:54321/done";

    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false });
    private KeyServer _server = null!;
    private OAuthClientStore _clients = null!;
    private OAuthClient _client = null!;
    private string _secret = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await KeyServer.StartAsync();
        _clients = new OAuthClientStore(CastorDatabase.Open(DataFolder.Open(Path.GetDirectoryName(_server.DatabasePath)!), _server.Clock), _server.Clock);
        (_client, _secret) = _clients.Create("My <app>", "acme");
        _browser.BaseAddress = _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _clients.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Flow_WithPkce_GivesTokensThatCallRefreshAndEndTogether()
    {
        CreatedApiKey key = _server.Create(project: "acme");
        using HttpResponseMessage page = await _browser.GetAsync(AuthorizeUri(), Cancellation);
        string html = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("My &lt;app&gt; wants to call Castor for you", html, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        Uri back = await DecideAsync(key.Secret);
        Assert.StartsWith(Redirect, back.ToString(), StringComparison.Ordinal);
        Assert.Equal("the state", HttpUtility.ParseQueryString(back.Query)["state"]);
        string code = HttpUtility.ParseQueryString(back.Query)["code"]!;

        (HttpStatusCode status, JsonNode tokens) = await ExchangeAsync(code, Verifier);
        Assert.True(status == HttpStatusCode.OK, tokens.ToJsonString());
        Assert.Equal(["access_token", "expires_in", "token_type", "refresh_token", "scope"], tokens.AsObject().Select(p => p.Key));
        string first = (string)tokens["access_token"]!;
        Assert.Equal(HttpStatusCode.OK, (await _server.CallAsync(KeyServer.Generate, first)).Status);

        (status, JsonNode refreshed) = await RefreshAsync((string)tokens["refresh_token"]!);
        Assert.Equal(HttpStatusCode.OK, status);
        string second = (string)refreshed["access_token"]!;
        Assert.Equal(HttpStatusCode.OK, (await _server.CallAsync(KeyServer.Generate, second)).Status);

        Assert.Equal(HttpStatusCode.OK, (await _server.PostFormAsync("/revoke", ("token", second))).Status);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.All([first, second], token => Assert.Equal(HttpStatusCode.Unauthorized, _server.CallAsync(KeyServer.Generate, token).Result.Status));
        (status, refreshed) = await RefreshAsync((string)tokens["refresh_token"]!);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, (string)refreshed["error"]!));
        Assert.Equal("invalid_token", (string)(await _server.PostFormAsync("/revoke", ("token", second))).Body["error"]!);
    }

    [Fact]
    public async Task Token_OfAPerson_HasTheLimitsOfTheirKeyAndEndsWithIt()
    {
        CreatedApiKey key = _server.Create(new ApiKeyRestrictions { Methods = ["countTokens"] }, "acme");
        string code = HttpUtility.ParseQueryString((await DecideAsync(key.Secret)).Query)["code"]!;
        string token = (string)(await ExchangeAsync(code, Verifier)).Body["access_token"]!;
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.CallAsync(KeyServer.Generate, token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _server.CallAsync("/v1beta/models/gemini-2.5-flash:countTokens", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.CallAsync("/v2/projects/acme/locations/global/keys", token)).Status);

        _server.Store.Delete(key.Key.Id);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.CallAsync("/v1beta/models/gemini-2.5-flash:countTokens", token)).Status);
    }

    [Theory]
    [InlineData("verifier", "invalid_grant")]
    [InlineData("no verifier", "invalid_grant")]
    [InlineData("redirect", "redirect_uri_mismatch")]
    [InlineData("client", "invalid_client")]
    [InlineData("secret", "invalid_client")]
    [InlineData("late", "invalid_grant")]
    public async Task Code_TriedWithAMistake_IsRefusedAndSpent(string mistake, string error)
    {
        string code = HttpUtility.ParseQueryString((await DecideAsync(_server.Create(project: "acme").Secret)).Query)["code"]!;
        _server.Clock.Advance(mistake == "late" ? TimeSpan.FromMinutes(10) : TimeSpan.Zero);
        (_, JsonNode body) = mistake switch
        {
            "verifier" => await ExchangeAsync(code, Verifier.Replace('d', 'e')),
            "no verifier" => await ExchangeAsync(code, null),
            "redirect" => await ExchangeAsync(code, Verifier, redirect: "http://127.0.0.1:1/other"),
            "client" => await ExchangeAsync(code, Verifier, client: "nobody"),
            "secret" => await ExchangeAsync(code, Verifier, secret: Castor.Storage.Secrets.SecretFormat.ClientSecret.Create()),
            _ => await ExchangeAsync(code, Verifier),
        };
        Assert.Equal(error, (string)body["error"]!);
        Assert.Equal("invalid_grant", (string)(await ExchangeAsync(code, Verifier)).Body["error"]!);
    }

    [Theory]
    [InlineData("https://app.example.com/done")]
    [InlineData("http://localhost.evil.example/")]
    [InlineData("http://127.0.0.1@evil.example/")]
    [InlineData("http://evil.example\\@localhost/")]
    [InlineData("https://localhost/")]
    [InlineData("custom:/done")]
    [InlineData("http://localhost/#fragment")]
    [InlineData("")]
    public async Task Redirect_ThatIsNotLoopback_IsRefusedOnAPage(string redirect)
    {
        using HttpResponseMessage response = await _browser.GetAsync(AuthorizeUri(redirect), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.Contains("redirect_uri_mismatch", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://[::1]:9/done")]
    public async Task Redirect_ToLoopback_IsTaken(string redirect)
    {
        using HttpResponseMessage response = await _browser.GetAsync(AuthorizeUri(redirect), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Consent_WithoutAKeyOfTheProject_GivesNoCode()
    {
        foreach (string key in (string[])["", "wrong", _server.Create(project: "another").Secret])
        {
            using HttpResponseMessage response = await PostDecisionAsync("allow", key);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Contains("That is no API key of this project.", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        using HttpResponseMessage denied = await PostDecisionAsync("deny", "");
        Assert.Equal("access_denied", HttpUtility.ParseQueryString(denied.Headers.Location!.Query)["error"]);
    }

    [Fact]
    public async Task Consent_SentByAPageOfAnotherSite_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/o/oauth2/v2/auth") { Content = Form("allow", _server.Create(project: "acme").Secret) };
        request.Headers.Add("Origin", "https://evil.example");
        using HttpResponseMessage response = await _browser.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private string AuthorizeUri(string redirect = Redirect) =>
        $"/o/oauth2/v2/auth?response_type=code&client_id={_client.Id}&redirect_uri={Uri.EscapeDataString(redirect)}&scope=a%20b&state=the%20state"
        + $"&code_challenge_method=S256&code_challenge={Challenge()}";

    private static string Challenge() => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private async Task<Uri> DecideAsync(string key)
    {
        using HttpResponseMessage response = await PostDecisionAsync("allow", key);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return response.Headers.Location!;
    }

    private Task<HttpResponseMessage> PostDecisionAsync(string decision, string key) =>
        _browser.PostAsync(new Uri("/o/oauth2/v2/auth", UriKind.Relative), Form(decision, key), Cancellation);

    private FormUrlEncodedContent Form(string decision, string key) => new(new Dictionary<string, string>
    {
        ["response_type"] = "code",
        ["client_id"] = _client.Id,
        ["redirect_uri"] = Redirect,
        ["scope"] = "a b",
        ["state"] = "the state",
        ["code_challenge"] = Challenge(),
        ["code_challenge_method"] = "S256",
        ["decision"] = decision,
        ["key"] = key,
    });

    private Task<(HttpStatusCode Status, JsonNode Body)> ExchangeAsync(
        string code, string? verifier, string redirect = Redirect, string? client = null, string secret = "") => _server.PostFormAsync(
        "/token",
        [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("client_id", client ?? _client.Id),
            .. verifier is null ? [] : ((string, string)[])[("code_verifier", verifier)],
            .. secret.Length == 0 ? [] : ((string, string)[])[("client_secret", secret)],
        ]);

    private Task<(HttpStatusCode Status, JsonNode Body)> RefreshAsync(string token) => _server.PostFormAsync(
        "/token", ("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", _client.Id), ("client_secret", _secret));
}
