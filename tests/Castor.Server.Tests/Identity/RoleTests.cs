using System.Net;
using System.Text.Json.Nodes;
using Castor.Server.Identity.Roles;

namespace Castor.Server.Tests.Identity;

/// <summary>What callers with tokens may do, and where.</summary>
public sealed class RoleTests
{
    private const string Recorded = "/v1beta/projects/test-project-id-1234/locations/us-central1/publishers/google/models/gemini-1.5-flash:generateContent";

    [Theory]
    [InlineData("test-project-id-1234", "user")]
    [InlineData("another", "aiplatform.user")]
    public async Task VertexCall_WithoutTheRoleOrOfAnotherProject_HasTheRecordedBody(string project, string role)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount(project, role);
        JsonNode recorded = JsonNode.Parse(await File.ReadAllTextAsync(
            RepositoryRoot.File("tests/fixtures/wire-samples/firebase-mock-responses/vertexai/unary-failure-iam-permission-denied.json"),
            TestContext.Current.CancellationToken))!;

        (HttpStatusCode status, JsonNode body) = await server.CallAsync(Recorded.Replace("v1beta/", "v1beta1/", StringComparison.Ordinal), await server.TokenAsync(account));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.True(JsonNode.DeepEquals(recorded, body), body.ToJsonString());
    }

    [Fact]
    public async Task DeveloperCall_WithoutTheRole_IsForbidden()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "aiplatform.user");
        (HttpStatusCode status, JsonNode body) = await server.CallAsync(KeyServer.Generate, await server.TokenAsync(account));
        Assert.Equal((HttpStatusCode.Forbidden, "The caller does not have permission"), (status, (string)body["error"]!["message"]!));
    }

    [Theory]
    [InlineData("acme", HttpStatusCode.OK)]
    [InlineData("another", HttpStatusCode.Forbidden)]
    public async Task QuotaProject_ThatIsNotTheCallers_IsForbidden(string project, HttpStatusCode expected)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        (HttpStatusCode status, JsonNode body) = await server.CallAsync(KeyServer.Generate, await server.TokenAsync(account), ("x-goog-user-project", project));
        Assert.Equal(expected, status);
        if (expected != HttpStatusCode.OK)
        {
            JsonNode info = body["error"]!["details"]![0]!;
            Assert.Equal(("USER_PROJECT_DENIED", "projects/another"), ((string)info["reason"]!, (string)info["metadata"]!["consumer"]!));
        }
    }

    [Theory]
    [InlineData("/v1/projects/acme/locations/x/endpoints/e:predict", "acme")]
    [InlineData("/v2/projects/acme", "acme")]
    [InlineData("/v1beta1/projects/", "")]
    [InlineData("/v1beta/models/projects/acme", null)]
    [InlineData("/projects/acme", null)]
    [InlineData("/", null)]
    public void ProjectOf_APath_IsTheOneBehindTheVersion(string path, string? expected) => Assert.Equal(expected, AccessRules.ProjectOf(path));

    [Theory]
    [InlineData(CallerRoles.None)]
    [InlineData(CallerRoles.None, "owner")]
    [InlineData(CallerRoles.User, "user", "unknown")]
    [InlineData(CallerRoles.BothTwins, "aiplatform.user", "user")]
    [InlineData(CallerRoles.All, "admin")]
    public void Read_Names_GivesNothingForUnknownOnes(CallerRoles expected, params string[] names) => Assert.Equal(expected, RoleNames.Read(names));
}
