using System.Net;
using System.Text.RegularExpressions;
using Castor.Server.Identity;
using Castor.Server.Identity.Roles;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Tests.Identity;

/// <summary>Denied by default: the built server is asked for every route that it has.</summary>
public sealed partial class EveryRouteTests
{
    private const string Fallback = "/{*path}";

    [Theory]
    [InlineData(AuthMode.Any)]
    [InlineData(AuthMode.Keys)]
    public async Task Route_OfTheBuiltServer_IsRefusedWithoutAKey(AuthMode mode)
    {
        await using KeyServer server = await KeyServer.StartAsync(mode);
        using var client = new HttpClient();
        int asked = 0;
        foreach (RouteEndpoint endpoint in Endpoints(server).Where(e => e.Metadata.GetMetadata<PublicEndpoint>() is null))
        {
            string path = Parameter().Replace(endpoint.RoutePattern.RawText!, "gemini-2.5-flash");
            foreach (string method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address, path));
                using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                (HttpStatusCode status, string text) = AccessRules.PermissionOf(endpoint) is null
                    ? (HttpStatusCode.Forbidden, "Method doesn't allow unregistered callers")
                    : (HttpStatusCode.Unauthorized, "Request is missing required authentication credential");
                Assert.True(response.StatusCode == status, $"{method} {path}: {response.StatusCode}");
                Assert.Contains(text, body, StringComparison.Ordinal);
                asked++;
            }
        }

        Assert.InRange(asked, 20, 10_000);
    }

    [Theory]
    [InlineData(new string[0], false, false)]
    [InlineData(new[] { "user" }, true, false)]
    [InlineData(new[] { "aiplatform.user" }, false, true)]
    public async Task Route_OfTheBuiltServer_IsRefusedWithoutItsRole(string[] roles, bool developer, bool vertex)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("gemini-2-5-flash", roles);
        string token = await server.TokenAsync(account);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        int refused = 0;
        foreach (RouteEndpoint endpoint in Endpoints(server).Where(e => e.Metadata.GetMetadata<PublicEndpoint>() is null))
        {
            RequiredPermission? permission = AccessRules.PermissionOf(endpoint);
            bool allowed = permission is null ? developer : permission == RequiredPermission.Predict && vertex;
            string path = Parameter().Replace(endpoint.RoutePattern.RawText!, "gemini-2-5-flash");
            foreach (string method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(_ => !allowed))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address, path));
                using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {response.StatusCode}");
                refused++;
            }
        }

        Assert.InRange(refused, 5, 10_000);
    }

    [Fact]
    public async Task PublicRoutes_OfTheBuiltServer_AreTheseAlone()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        Assert.Equal(
            ["/.well-known/openid-configuration", "/healthz", "/o/oauth2/auth", "/o/oauth2/v2/auth", "/o/oauth2/v2/auth", "/oauth2/v1/certs", "/oauth2/v3/certs", "/readyz", "/revoke", "/token", Fallback],
            Endpoints(server).Where(e => e.Metadata.GetMetadata<PublicEndpoint>() is not null).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Order());
        foreach (string path in (string[])["/healthz", "/readyz"])
        {
            using HttpResponseMessage response = await server.SendRawAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Routes_OfTheMetadataServer_AreRefusedWithoutTheHeader()
    {
        await using KeyServer server = await KeyServer.StartAsync(configure: options => options with { MetadataAccount = "a@acme.iam.castor.internal" });
        await using KeyServer without = await KeyServer.StartAsync();
        string[] added = [.. Public(server).Except(Public(without))];
        Assert.Contains("/computeMetadata/v1/instance/service-accounts/{email}/identity", added);
        foreach (string path in added)
        {
            using HttpResponseMessage response = await server.SendRawAsync(Parameter().Replace(path, "a@acme.iam.castor.internal") + "?audience=a");
            Assert.True(response.StatusCode == (path == "/" ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden), $"{path}: {response.StatusCode}");
        }

        static IEnumerable<string> Public(KeyServer server) =>
            Endpoints(server).Where(e => e.Metadata.GetMetadata<PublicEndpoint>() is not null).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'));
    }

    [Fact]
    public async Task Routes_ForAdmins_TakeNoApiKey()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        string key = server.Create(project: "acme").Secret;
        string[] paths = [.. Endpoints(server).Where(e => e.Metadata.GetMetadata<RequiredPermission>() is not null && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET")).Select(e => e.RoutePattern.RawText!)];
        Assert.InRange(paths.Length, 5, 100);
        foreach (string path in paths.Select(path => Parameter().Replace(path, "acme")))
        {
            using HttpResponseMessage response = await server.SendRawAsync(path.Replace(":", "%3A", StringComparison.Ordinal), ("x-goog-api-key", key));
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{path}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task Methods_OfTheBuiltServer_AreThoseThatKeysCanBeLimitedTo()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        Assert.Equal(
            ApiMethods.All.Order(),
            Endpoints(server).Select(e => e.Metadata.GetMetadata<ApiMethod>()?.Name).OfType<string>().Distinct().Order());
    }

    private static IEnumerable<RouteEndpoint> Endpoints(KeyServer server) =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
