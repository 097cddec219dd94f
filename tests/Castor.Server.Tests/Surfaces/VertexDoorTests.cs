using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Castor.Server.Tests.Parity;
using static Castor.Server.Tests.Parity.TwinServers;

namespace Castor.Server.Tests.Surfaces;

/// <summary>Vertex AI's door: its paths, and its words where they are not a row of docs/parity.md.</summary>
public sealed class VertexDoorTests(TwinServers servers) : IClassFixture<TwinServers>
{
    private const string Hello = """{"contents":[{"role":"user","parts":[{"text":"Hello"}]}]}""";
    private const string Reference = "Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini";

    [Theory]
    [InlineData("/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash")]
    [InlineData("/v1beta1/projects/123456789/locations/us-central1/publishers/google/models/gemini-2.5-flash")]
    [InlineData("/v1/publishers/google/models/gemini-2.5-flash")]
    [InlineData("/v1beta1//publishers/google/models/gemini-2.5-flash")]
    [InlineData("/v1/endpoints/gemini-2.5-flash")]
    public async Task Path_OfEachForm_IsAnswered(string model)
    {
        foreach (string method in (string[])["generateContent", "streamGenerateContent", "countTokens", "computeTokens"])
        {
            using HttpResponseMessage response = await servers.Google.PostAsync($"{model}:{method}", Hello);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{method}: {response.StatusCode}");
            Assert.Equal("emulator", response.Headers.GetValues("x-castor-engine").Single());
        }
    }

    [Fact]
    public async Task Endpoint_ThatIsAnAlias_IsAnsweredByItsModel()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"aliases":{"my-endpoint":{"engine":"emulator","model":"gemini-2.5-pro"}}}""", TestContext.Current.CancellationToken);
        await using RunningServer server = await RunningServer.StartAsync(options => options with { ModelsFile = file });
        JsonNode answer = await server.PostForJsonAsync("/v1/projects/p/locations/europe-west4/endpoints/my-endpoint:generateContent", Hello);
        Assert.Equal("gemini-2.5-pro", (string)answer["modelVersion"]!);
        JsonNode missing = await server.PostForJsonAsync("/v1/projects/p/locations/europe-west4/endpoints/other:generateContent", Hello);
        Assert.Equal("Endpoint `projects/p/locations/europe-west4/endpoints/other` not found.", (string)missing["error"]!["message"]!);
        File.Delete(file);
    }

    [Theory]
    [InlineData("{}", "Unable to submit request because at least one contents field is required. " + Reference)]
    [InlineData("""{"contents":[{"role":"user"}]}""", "Unable to submit request because it must include at least one parts field, which describes the prompt input. " + Reference)]
    [InlineData("""{"contents":[{"parts":[{"text":"a"}]}]}""", "Unable to submit request because Please use a valid role: user, model.. " + Reference)]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]}],"generationConfig":{"maxOutputTokens":-1}}""",
        "Unable to submit request because it has a maxOutputTokens value of -1 but the supported range is from 1 (inclusive) to 65537 (exclusive). Update the value and try again.")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"application/msword","data":"AA=="}}]}]}""",
        "Unable to submit request because it has a mimeType parameter with value application/msword, which is not supported. Update the mimeType and try again. " + Reference)]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]}],"tools":[{"functionDeclarations":[{"name":"a b","description":"d"}]}]}""",
        "The GenerateContentRequest proto is invalid:\n  * tools[0].function_declarations[0].name: Invalid function name. Must start with a letter or an underscore. Must be alphameric "
        + "(a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]},{"role":"model","parts":[{"functionCall":{"name":"f"}}]},{"role":"user","parts":[{"functionResponse":{"name":"f"}},{"functionResponse":{"name":"f"}}]}]}""",
        "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.")]
    public async Task Refusal_OfEachKind_IsInTheWordsOfVertex(string request, string message) =>
        Assert.Equal(message, await RefusalAsync(servers.Google, Vertex, request));

    [Theory]
    [InlineData("""{"instances":[]}""", "Unable to submit request because it has a batchSize value of 0 but the supported range is from 1 (inclusive) to 251 (exclusive). Update the value and try again.")]
    [InlineData("""{"instances":["a"]}""", "Invalid value at 'instances[0]': an object is expected.")]
    [InlineData("""{"instances":[{"content":1}]}""", "Invalid value at 'instances[0].content': a text is expected.")]
    [InlineData("""{"instances":[{"content":"a"}],"parameters":{"outputDimensionality":"8"}}""", "Invalid value at 'parameters.outputDimensionality': a whole number is expected.")]
    [InlineData("""{"instances":[{"content":"a","task_type":"X"}]}""", "Unable to submit request because the task_type 'X' is not supported.")]
    public async Task Prediction_OfAnotherForm_IsRefusedWithItsPath(string request, string message) =>
        Assert.Equal(message, await RefusalAsync(servers.Google, Vertex, request, "gemini-embedding-001", "predict"));

    [Fact]
    public async Task Prediction_OverTheLimit_IsCutUnlessThatIsForbidden()
    {
        string text = string.Join(' ', Enumerable.Repeat("star", 4000));
        (_, JsonNode cut) = await PostAsync(servers.Google, Vertex, "predict", $$"""{"instances":[{"content":"{{text}}"}]}""", "gemini-embedding-001");
        JsonNode statistics = cut["predictions"]![0]!["embeddings"]!["statistics"]!;
        Assert.True((bool)statistics["truncated"]!);
        Assert.Equal(2048, (int)statistics["token_count"]!);
        string? refusal = await RefusalAsync(
            servers.Google, Vertex, $$"""{"instances":[{"content":"{{text}}"}],"parameters":{"autoTruncate":false} }""", "gemini-embedding-001", "predict");
        Assert.Equal(
            "Unable to submit request because the input token count is 4000 but the model supports up to 2048. Reduce the input token count and try again.", refusal);
    }

    [Fact]
    public async Task Instances_OfOldModels_AreCountedAndListed()
    {
        const string Request = """{"instances":[{"prompt":"Castor and Pollux"},{"content":"two stars"}]}""";
        (_, JsonNode counted) = await PostAsync(servers.Google, Vertex, "countTokens", Request);
        (_, JsonNode listed) = await PostAsync(servers.Google, Vertex, "computeTokens", Request);
        JsonArray infos = listed["tokensInfo"]!.AsArray();
        Assert.Equal(2, infos.Count);
        Assert.Equal((int)counted["totalTokens"]!, infos.Sum(info => info!["tokenIds"]!.AsArray().Count));
        Assert.Equal("two stars", Encoding.UTF8.GetString([.. infos[1]!["tokens"]!.AsArray().SelectMany(t => Convert.FromBase64String((string)t!))]));
    }

    [Theory]
    [InlineData("gemini-2.5-flash", 400, "Gemini cannot be accessed through Vertex Predict/RawPredict API. Please follow "
        + "https://cloud.google.com/vertex-ai/docs/generative-ai/start/quickstarts/quickstart-multimodal for Gemini usage.")]
    [InlineData("imagen-4.0-generate-001", 501, "Operation is not implemented, or supported, or enabled.")]
    [InlineData("nobody", 404, "Publisher Model `projects/p/locations/global/publishers/google/models/nobody` was not found or your project does not have access to it. Please ensure you are using a valid model version. "
        + "For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions")]
    public async Task Prediction_OfAModelThatEmbedsNothing_IsRefused(string model, int code, string message)
    {
        (_, JsonNode body) = await PostAsync(servers.Google, Vertex, "predict", """{"instances":[{"content":"a"}]}""", model);
        Assert.Equal((code, message), ((int)body["error"]!["code"]!, (string)body["error"]!["message"]!));
    }

    [Theory]
    [InlineData("POST", "/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-flash:generatContent")]
    [InlineData("GET", "/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-flash:generateContent")]
    [InlineData("POST", "/v1beta1/publishers/google/models/gemini-2.5-flash:batchEmbedContents")]
    public async Task Method_ThatVertexDoesNotHave_IsTheHtmlPage(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage response = await servers.Google.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, "text/html; charset=UTF-8"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
    }

    [Theory]
    [InlineData("GET", "/v1beta1/projects/p/locations/l/tuningJobs")]
    [InlineData("POST", "/v1/projects/p/locations/l/publishers/google/models/imagen-4.0:predictLongRunning")]
    [InlineData("POST", "/v1/publishers/anthropic/models/claude:rawPredict")]
    public async Task Path_ThatIsNotThere_Is501InGooglesShape(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage response = await servers.Google.Client.SendAsync(request, TestContext.Current.CancellationToken);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("UNIMPLEMENTED", (string)answer["error"]!["status"]!);
    }
}
