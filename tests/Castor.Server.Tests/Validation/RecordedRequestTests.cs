using System.Text;
using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Server.Validation;

namespace Castor.Server.Tests.Validation;

/// <summary>What real clients send passes, as does what the real service was recorded to answer.</summary>
public sealed class RecordedRequestTests
{
    private static readonly ModelCatalog s_catalog = ModelCatalog.LoadBuiltIn();

    /// <summary>Drivers of SDKs asked for these on a model for which the service is on record as refusing them.</summary>
    private static readonly Dictionary<string, string> s_refusedByTheService = new()
    {
        ["genai1-config"] = "Penalty is not enabled for this model",
        ["genai1-thinkinglevel"] = "Thinking level is not supported for this model.",
    };

    public static TheoryData<string, string, string> OfClients()
    {
        var data = new TheoryData<string, string, string>();
        foreach (string path in Directory.GetFiles(RepositoryRoot.File("tests/fixtures/client-requests"), "*.json").Order())
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
            string url = file.RootElement.GetProperty("path").GetString()!;
            if (url.Contains("/models/", StringComparison.Ordinal) && url.Contains(':', StringComparison.Ordinal))
            {
                data.Add(Path.GetFileNameWithoutExtension(path), url, file.RootElement.GetProperty("body").GetRawText());
            }
        }

        return data;
    }

    public static TheoryData<string, string, string> OfRecordings()
    {
        var data = new TheoryData<string, string, string>();
        foreach (string path in Directory.GetFiles(RepositoryRoot.File("tests/fixtures/wire-samples/js-genai-recordings"), "*.json").Order())
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonElement interaction in file.RootElement.GetProperty("interactions").EnumerateArray())
            {
                JsonElement request = interaction.GetProperty("request");
                string url = request.GetProperty("url").GetString()!;
                if (url.StartsWith("/v1beta/models/", StringComparison.Ordinal) && interaction.GetProperty("response").GetProperty("statusCode").GetInt32() == 200)
                {
                    data.Add(Path.GetFileNameWithoutExtension(path), url, request.GetProperty("bodySegments")[0].GetRawText());
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(OfClients))]
    public void RequestOfClient_Sent_Passes(string label, string url, string body)
    {
        if (s_refusedByTheService.TryGetValue(label, out string? message))
        {
            Assert.Equal(message, Assert.Throws<ApiException>(() => Validate(url, body)).Message);
        }
        else
        {
            Validate(url, body);
        }
    }

    [Theory]
    [MemberData(nameof(OfRecordings))]
    public void RequestOfRecording_AnsweredByTheService_Passes(string label, string url, string body)
    {
        Assert.NotEmpty(label);
        Validate(url, body);
    }

    private static void Validate(string url, string body)
    {
        string[] segments = url.Split('/', ':', '?');
        (string version, string name, string method) = (segments[1], segments[3], segments[4]);
        byte[] json = Encoding.UTF8.GetBytes(body);

        // Names that the catalogue has no longer, or never had, stand for the model that the client's authors had in mind.
        ModelEntry model = s_catalog.Find(name) ?? s_catalog.Find("gemini-2.5-flash")!;
        RequestValidator.EnsureSupports(model, name, method, version);
        switch (method)
        {
            case "countTokens":
                RequestValidator.Validate(WireJson.ReadRequest<CountTokensRequest>(json), model, version);
                break;
            case "embedContent":
                RequestValidator.Validate(WireJson.ReadRequest<EmbedContentRequest>(json), model, version);
                break;
            case "batchEmbedContents":
                RequestValidator.Validate(WireJson.ReadRequest<BatchEmbedContentsRequest>(json), model, version);
                break;
            default:
                RequestValidator.Validate(WireJson.ReadRequest<GenerateContentRequest>(json), model, version, method == "streamGenerateContent");
                break;
        }
    }
}
