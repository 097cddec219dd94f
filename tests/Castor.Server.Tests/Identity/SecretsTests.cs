using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Castor.Server.Identity.ServiceAccounts;
using Castor.Storage;
using Castor.Storage.Keys;
using Castor.Storage.OAuthClients;
using Castor.Storage.Secrets;
using Castor.Storage.ServiceAccounts;
using Castor.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Tests.Identity;

/// <summary>Every kind of secret goes through the server, right and wrong; none of them is in a log, a refusal or an address that the server writes.</summary>
public sealed class SecretsTests : IAsyncLifetime
{
    private const string Redirect = "http://127.0.0.1:54321/done";
    private const string Verifier = "verifier-Castor-and-Pollux-0123456789-abcdefghij";
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    private readonly CapturedLog _log = new();
    private readonly FakeClock _clock = new();
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly Dictionary<string, string> _secrets = [];
    private readonly RSA _private = RSA.Create(2048);
    private RunningServer _server = null!;
    private ServiceAccountStore _accounts = null!;
    private SigningAccount _account = null!;
    private string _clientId = "";
    private int _refusals;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(
            options => options with { Auth = AuthMode.Keys, MetadataAccount = ServiceAccount.EmailOf("a", "acme") },
            services => services.AddSingleton<TimeProvider>(_clock).AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(_log)));
        _client.BaseAddress = _server.Address;
        DataFolder folder = DataFolder.Open(_server.Services.GetRequiredService<CastorOptions>().DataFolder);
        _accounts = new ServiceAccountStore(CastorDatabase.Open(folder, _clock), _clock);
        ServiceAccount account = _accounts.Create(ServiceAccount.EmailOf("a", "acme"), "acme", "a", ["admin"])!;
        ServiceAccountKey key = _accounts.AddKey(account.Email, _private.ExportSubjectPublicKeyInfo(), replace: false);
        _account = new SigningAccount(account, key.Id, _private);
        (OAuthClient app, string secret) = _server.Services.GetRequiredService<OAuthClientStore>().Create("app", "acme");
        _clientId = app.Id;
        Note("client secret", secret);
        Note("API key", _server.Services.GetRequiredService<ApiKeyStore>().Create(new NewApiKey { DisplayName = "k", Project = "acme" }).Secret);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Note("PKCE verifier", Verifier);
        Note("private key", _private.ExportPkcs8PrivateKeyPem().Split('\n')[5]);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _accounts.Dispose();
        _account.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Secrets_OfEveryKind_AreInNoLogRefusalOrAddress()
    {
        await SignInAsync();
        await AssertionsAsync();
        await MetadataAsync();
        await MisplacedSecretsAsync();
        await KeysAsync();
        Note("signing key", (await File.ReadAllTextAsync(Path.Combine(_server.Services.GetRequiredService<CastorOptions>().DataFolder, SigningKeyFile.Name), Cancellation)).Split('\n')[5]);

        string logged = _log.ToString();
        Assert.Contains("Connection id", logged, StringComparison.Ordinal);
        AssertHasNone("the log", logged);
        Assert.InRange(_refusals, 40, 1_000);
        Assert.Equal(
            ["API key", "ID token", "PKCE verifier", "access token", "assertion", "authorization code", "client secret", "created key", "private key", "refresh token", "signing key"],
            _secrets.Keys.Order(StringComparer.Ordinal));
    }

    private async Task SignInAsync()
    {
        string challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        (string, string)[] asked =
        [
            ("response_type", "code"), ("client_id", _clientId), ("redirect_uri", Redirect), ("scope", Scope), ("state", "s"),
            ("code_challenge", challenge), ("code_challenge_method", "S256"), ("decision", "allow"),
        ];
        await RefusedAsync(PostAsync("/o/oauth2/v2/auth", [.. asked, ("key", Spoilt(_secrets["API key"]))]));
        using HttpResponseMessage decided = await PostAsync("/o/oauth2/v2/auth", [.. asked, ("key", _secrets["API key"])]);
        string code = HttpUtility.ParseQueryString(decided.Headers.Location!.Query)["code"]!;
        AssertHasNone("the redirect", decided.Headers.Location.ToString());
        (string, string)[] exchange = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("client_id", _clientId), ("client_secret", _secrets["client secret"])];
        JsonNode tokens = await AnswerAsync(PostAsync("/token", [.. exchange, ("code_verifier", Verifier)]));
        Note("authorization code", code);
        Note("refresh token", (string)tokens["refresh_token"]!);
        Note("access token", (string)tokens["access_token"]!);

        await RefusedAsync(PostAsync("/token", [.. exchange, ("code_verifier", Verifier)]));
        await RefusedAsync(PostAsync("/token", ("grant_type", "refresh_token"), ("refresh_token", _secrets["refresh token"]), ("client_id", _clientId), ("client_secret", Spoilt(_secrets["client secret"]))));
        await RefusedAsync(PostAsync("/token", ("grant_type", "refresh_token"), ("refresh_token", Spoilt(_secrets["refresh token"])), ("client_id", _clientId), ("client_secret", _secrets["client secret"])));
        await RefusedAsync(PostAsync("/token", ("grant_type", "refresh_token"), ("refresh_token", _secrets["refresh token"]), ("client_id", _secrets["client secret"]), ("client_secret", _secrets["client secret"])));
        await RefusedAsync(PostAsync("/revoke?token=" + Spoilt(_secrets["refresh token"])));
        await RefusedAsync(PostAsync("/revoke", ("token", Spoilt(_secrets["access token"]))));
    }

    private async Task AssertionsAsync()
    {
        string audience = new Uri(_server.Address, "/token").ToString();
        JsonObject claims = _account.Claims(_clock.GetUtcNow(), audience);
        string assertion = _account.Sign(claims);
        Note("assertion", assertion);
        await AnswerAsync(AssertAsync(assertion));
        await RefusedAsync(AssertAsync(Spoilt(assertion)));
        await RefusedAsync(PostAsync("/token?grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=" + assertion));
        await RefusedAsync(CallAsync(KeyServer.Generate, "Authorization", "Bearer " + Spoilt(assertion)));
        claims["aud"] = "https://elsewhere.example.com";
        await RefusedAsync(AssertAsync(_account.Sign(claims)));
        claims["aud"] = audience;
        claims["target_audience"] = "https://service.example.com";
        string idToken = (string)(await AnswerAsync(AssertAsync(_account.Sign(claims))))["id_token"]!;
        Note("ID token", idToken);
        await RefusedAsync(CallAsync(KeyServer.Generate, "Authorization", "Bearer " + idToken));
        await RefusedAsync(AssertAsync(idToken));
    }

    private async Task MetadataAsync()
    {
        foreach (string path in (string[])["token", "identity?audience=a", "identity"])
        {
            await RefusedAsync(CallAsync("/computeMetadata/v1/instance/service-accounts/default/" + path, "Metadata-Flavor", "Other"));
        }
    }

    /// <summary>Secrets where they do not belong: in the query, in another header, in a body of another kind, on paths that are not there.</summary>
    private async Task MisplacedSecretsAsync()
    {
        string file = CredentialsFile.Write(_account.Account, _account.KeyId, _private, _server.Address);
        foreach (string path in (string[])[KeyServer.Generate, "/v1beta/openai/chat/completions", "/token", "/nowhere"])
        {
            await RefusedAsync(PostJsonAsync(path, file, _secrets["API key"]));
        }

        await AnswerAsync(CallAsync("/v1beta/models?access_token=" + _secrets["access token"], "x-goog-api-key", _secrets["API key"]));
        foreach (string name in (string[])["access token", "refresh token", "client secret", "assertion", "API key"])
        {
            string secret = Spoilt(_secrets[name]);
            foreach (string path in (string[])["/v1beta/models", "/v1beta/nothing", "/v1/projects/other/locations/global/publishers/google/models/m", "/v2/projects/other/locations/global/keys", "/v1beta/openai/models"])
            {
                await RefusedAsync(CallAsync(path, "Authorization", "Bearer " + secret));
                await RefusedAsync(CallAsync(path, "x-goog-api-key", secret));
                await RefusedAsync(CallAsync($"{path}?key={secret}&access_token={secret}", "x-none", "x"));
            }
        }
    }

    private async Task KeysAsync()
    {
        const string Keys = "/v2/projects/acme/locations/global/keys";
        string admin = (string)(await AnswerAsync(AssertAsync(_account.Sign(_account.Claims(_clock.GetUtcNow(), new Uri(_server.Address, "/token").ToString())))))["access_token"]!;
        using var create = new HttpRequestMessage(HttpMethod.Post, Keys) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        create.Headers.Add("Authorization", "Bearer " + admin);
        JsonNode operation = await AnswerAsync(_client.SendAsync(create, Cancellation));
        string key = (string)operation["response"]!["keyString"]!;
        Note("created key", key);
        string name = (string)operation["response"]!["name"]!;
        string[] shown = [await TextAsync(Keys), await TextAsync("/v2/" + (string)operation["name"]!), await TextAsync("/v2/keys:lookupKey?keyString=" + key), await TextAsync($"/v2/{name}")];
        Assert.All(shown, text => AssertHasNone("an answer", text));
        await RefusedAsync(CallAsync($"/v2/{name}/keyString", "Authorization", "Bearer " + admin));
        await RefusedAsync(CallAsync("/v2/keys:lookupKey?keyString=" + Spoilt(key), "Authorization", "Bearer " + admin));
        await RefusedAsync(CallAsync("/v2/keys:lookupKey?keyString=" + key, "Authorization", "Bearer " + _secrets["access token"]));

        async Task<string> TextAsync(string path)
        {
            using HttpResponseMessage response = await CallAsync(path, "Authorization", "Bearer " + admin);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return await response.Content.ReadAsStringAsync(Cancellation);
        }
    }

    private void Note(string name, string secret) => _secrets[name] = secret;

    /// <summary>The secret with another character near its end: still almost all of it, and no longer in force.</summary>
    private static string Spoilt(string secret) => secret[..^2] + (secret[^2] == 'A' ? 'B' : 'A') + secret[^1];

    private void AssertHasNone(string where, string text)
    {
        foreach ((string name, string secret) in _secrets)
        {
            // A run of it from the middle: neither prefix nor form, and of a signed token its claims, which start behind the first dot.
            int start = Math.Max(secret.IndexOf('.', StringComparison.Ordinal) + 1, 12);
            Assert.False(text.Contains(secret.Substring(start, 16), StringComparison.Ordinal), $"{where} holds the {name}");
        }
    }

    private async Task RefusedAsync(Task<HttpResponseMessage> sent)
    {
        using HttpResponseMessage response = await sent;
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True((int)response.StatusCode >= 400, $"{response.RequestMessage!.RequestUri!.AbsolutePath}: {response.StatusCode} {text}");
        AssertHasNone("a refusal", text + response.Headers);
        _refusals++;
    }

    private static async Task<JsonNode> AnswerAsync(Task<HttpResponseMessage> sent)
    {
        using HttpResponseMessage response = await sent;
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    private Task<HttpResponseMessage> AssertAsync(string assertion) =>
        PostAsync("/token", ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion));

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await _client.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
    }

    private async Task<HttpResponseMessage> PostJsonAsync(string path, string json, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-goog-api-key", key);
        return await _client.SendAsync(request, Cancellation);
    }

    private async Task<HttpResponseMessage> CallAsync(string path, string header, string value)
    {
        using var request = new HttpRequestMessage(path.EndsWith(":generateContent", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, path);
        request.Headers.Add(header, value);
        return await _client.SendAsync(request, Cancellation);
    }
}
