using System.Net;
using System.Text.Json.Nodes;

namespace Castor.Server.Tests.Parity;

/// <summary>The fields that the official SDK sends to one twin alone, row by row of <c>tests/fixtures/parity/parity_sdk.tsv</c>.</summary>
public sealed class SdkParityTests(TwinServers servers) : IClassFixture<TwinServers>
{
    private const int RowCount = 146;

    private static readonly string[][] s_rows =
        [.. File.ReadAllLines(RepositoryRoot.File("tests/fixtures/parity/parity_sdk.tsv")).Skip(1).Select(line => line.Split('\t'))];

    /// <summary>The refused fields: the only twin that has it, its owner and name, and the request that sends it.</summary>
    public static TheoryData<string, string, string, string, string> Refused =>
        [.. s_rows.Where(row => row[4] == "refused").Select(row => (row[0], $"{row[2]}.{row[3]}", row[5], row[6], row[7]))];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Field_OfOneTwin_IsUnknownToTheOther(string onlyOn, string row, string method, string name, string probe)
    {
        string request = Request(method, probe);
        (string has, string lacks) = onlyOn == "vertex" ? (TwinServers.Vertex, TwinServers.Developer) : (TwinServers.Developer, TwinServers.Vertex);

        (HttpStatusCode status, JsonNode body) = await TwinServers.PostAsync(servers.Google, lacks, method, request, ModelOf(method));
        Assert.True(status == HttpStatusCode.BadRequest, $"{row}: {status}");
        Assert.Contains($"Unknown name \"{name}\"", (string)body["error"]!["message"]!, StringComparison.Ordinal);

        AssertTaken(await TwinServers.RefusalAsync(servers.Google, has, request, ModelOf(method), method));
        AssertTaken(await TwinServers.RefusalAsync(servers.Merged, has, request, ModelOf(method), method));
        AssertTaken(await TwinServers.RefusalAsync(servers.Merged, lacks, request, ModelOf(method), method));
    }

    /// <summary>The fields that the list still gives to one twin, and that both have taken since.</summary>
    public static TheoryData<string, string, string> Taken =>
        [.. s_rows.Where(row => IsOfBoth(row[4])).Select(row => ($"{row[2]}.{row[3]}", row[5], row[7]))];

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task Field_OfBothTwins_IsTakenByEither(string row, string method, string probe)
    {
        foreach (string twin in (string[])[TwinServers.Developer, TwinServers.Vertex])
        {
            (HttpStatusCode status, JsonNode body) = await TwinServers.PostAsync(servers.Google, twin, method, Request(method, probe), ModelOf(method));
            Assert.True(status == HttpStatusCode.OK, $"{row} {twin}: {body.ToJsonString()}");
        }
    }

    [Fact]
    public async Task ComputeTokens_OnEitherTwin_IsThereOnVertexAlone()
    {
        const string Request = """{"contents":[{"role":"user","parts":[{"text":"hi there"}]}]}""";
        (HttpStatusCode status, JsonNode body) = await TwinServers.PostAsync(servers.Google, TwinServers.Vertex, "computeTokens", Request);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, body["tokensInfo"]![0]!["tokenIds"]!.AsArray().Count);
        using HttpResponseMessage missing = await servers.Google.PostAsync($"{TwinServers.Developer}gemini-2.5-flash:computeTokens", Request);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task MimeType_OfAnEmbeddedInstance_IsTakenByPredictAlone()
    {
        const string Instances = """{"instances":[{"content":"a cat","mimeType":"text/plain"}]}""";
        Assert.Null(await TwinServers.RefusalAsync(servers.Google, TwinServers.Vertex, Instances, "gemini-embedding-001", "predict"));
        string? refusal = await TwinServers.RefusalAsync(
            servers.Google, TwinServers.Developer, """{"content":{"parts":[{"text":"a cat"}]},"mimeType":"text/plain"}""", "gemini-embedding-001", "embedContent");
        Assert.Contains("Unknown name \"mimeType\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_OfTheSdk_IsWholeAndEachRowHasAState()
    {
        string page = await File.ReadAllTextAsync(RepositoryRoot.File("docs/parity.md"), TestContext.Current.CancellationToken);
        Assert.Equal(RowCount, s_rows.Length);
        Assert.All(s_rows, row => Assert.True(
            row[4] is "refused" or "method" or "instances" || IsOfBoth(row[4]) || row[4].StartsWith("later: ", StringComparison.Ordinal), string.Join(' ', row)));
        Assert.All(s_rows.Where(row => row[4] == "refused" || IsOfBoth(row[4])), row => Assert.True(row.Length == 8 && row[7].StartsWith('{'), string.Join(' ', row)));
        Assert.Equal("compute_tokens", Assert.Single(s_rows, row => row[4] == "method")[3]);
        Assert.Equal("mime_type", Assert.Single(s_rows, row => row[4] == "instances")[3]);
        Assert.All(
            s_rows.Select(row => row[4]).Where(state => state.StartsWith("later: ", StringComparison.Ordinal)).CountBy(state => state),
            state => Assert.Contains($"| {state.Key["later: ".Length..]} | {state.Value} |", page, StringComparison.Ordinal));
    }

    private static bool IsOfBoth(string state) => state is "both since SDK 3.1.0" or "both by the reference";

    private static void AssertTaken(string? refusal) => Assert.DoesNotContain("Unknown name", refusal ?? "", StringComparison.Ordinal);

    private static string ModelOf(string method) => method == "embedContent" ? "gemini-embedding-001" : "gemini-2.5-flash";

    private static string Request(string method, string probe)
    {
        JsonObject request = JsonNode.Parse(method == "embedContent"
            ? """{"content":{"parts":[{"text":"hi"}]}}"""
            : """{"contents":[{"role":"user","parts":[{"text":"hi"}]}]}""")!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(probe)!.AsObject())
        {
            request[name] = value!.DeepClone();
        }

        return request.ToJsonString();
    }
}
