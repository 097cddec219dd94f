using System.Net;
using System.Text.Json.Nodes;
using Castor.Storage.ServiceAccounts;

namespace Castor.Server.Tests.Identity;

/// <summary>The metadata server: there for programs of this machine, and for nobody else.</summary>
public sealed class MetadataTests
{
    private const string Root = "/computeMetadata/v1";
    private const string Token = Root + "/instance/service-accounts/default/token";

    private static readonly (string, string) s_flavor = ("Metadata-Flavor", "Google");

    [Theory]
    [InlineData("/", "computeMetadata/\n")]
    [InlineData(Root + "/instance/service-accounts/default/email", "default@default.iam.castor.internal")]
    [InlineData(Root + "/instance/service-accounts/default@default.iam.castor.internal/email", "default@default.iam.castor.internal")]
    [InlineData(Root + "/instance/service-accounts/default/scopes", "https://www.googleapis.com/auth/cloud-platform\n")]
    [InlineData(Root + "/instance/service-accounts", "default/\ndefault@default.iam.castor.internal/\n")]
    [InlineData(Root + "/project/project-id", "default")]
    [InlineData(Root + "/universe/universe-domain", "googleapis.com")]
    public async Task Value_WhereAnyKeyIsTaken_IsToldWithTheHeader(string path, string expected)
    {
        await using KeyServer server = await KeyServer.StartAsync(AuthMode.Any);
        using HttpResponseMessage response = await server.SendRawAsync(path, s_flavor);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Google", response.Headers.GetValues("Metadata-Flavor").Single());
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Token_WhereAnyKeyIsTaken_CallsVertexForAnyProject()
    {
        await using KeyServer server = await KeyServer.StartAsync(AuthMode.Any);
        (HttpStatusCode status, JsonNode body) = await server.SendAsync(Token + "?scopes=a", s_flavor);
        Assert.Equal((HttpStatusCode.OK, 3599, "Bearer"), (status, (int)body["expires_in"]!, (string)body["token_type"]!));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(
            "/v1/projects/any/locations/global/publishers/google/models/gemini-2.5-flash:generateContent", (string)body["access_token"]!)).Status);
    }

    [Theory]
    [InlineData("Metadata-Flavor", "Other")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    public async Task Token_WithoutTheHeaderOrByWayOfAProxy_IsRefused(string name, string value)
    {
        await using KeyServer server = await KeyServer.StartAsync(AuthMode.Any);
        (string, string)[] headers = name == "Metadata-Flavor" ? [(name, value)] : [s_flavor, (name, value)];
        using HttpResponseMessage response = await server.SendRawAsync(Token, headers);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Server_ThatTakesKnownKeys_HasNoneUnlessAnAccountIsNamed()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using HttpResponseMessage response = await server.SendRawAsync(Token, s_flavor);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Token_OfANamedAccount_HasItsRolesAndEndsWithIt()
    {
        string email = ServiceAccount.EmailOf("account-0", "acme");
        await using KeyServer server = await KeyServer.StartAsync(configure: options => options with { MetadataAccount = email });
        using HttpResponseMessage missing = await server.SendRawAsync(Token, s_flavor);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);

        using SigningAccount account = server.CreateAccount("acme", "user");
        string token = (string)(await server.SendAsync(Token, s_flavor)).Body["access_token"]!;
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, token)).Status);
        server.Accounts.SetDisabled(email, disabled: true);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, token)).Status);
        using HttpResponseMessage disabled = await server.SendRawAsync(Token, s_flavor);
        Assert.Equal(HttpStatusCode.NotFound, disabled.StatusCode);
    }

    [Fact]
    public async Task Server_ThatOtherMachinesReach_HasNoMetadataServer()
    {
        await using KeyServer server = await KeyServer.StartAsync(configure: options => options with { Host = "0.0.0.0" });
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{server.Address.Port}{Token}"));
        request.Headers.Add("Metadata-Flavor", "Google");
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Throws<CastorOptionsException>(() =>
            CastorServer.Build(new CastorOptions { DataFolder = "unused", Host = "0.0.0.0", Auth = AuthMode.Keys, MetadataAccount = "x@y.iam.castor.internal" }));
    }
}
