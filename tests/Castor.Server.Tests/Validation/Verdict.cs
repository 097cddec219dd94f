using System.Text;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Server.Validation;

namespace Castor.Server.Tests.Validation;

/// <summary>What the validator says of a request in JSON: its failure, or null where the request passes.</summary>
internal static class Verdict
{
    public static ApiException? OfGenerate(string json, string model, bool streamed = false) =>
        Of<GenerateContentRequest>(json, model, (request, entry) => RequestValidator.Validate(request, entry, "v1beta", streamed));

    public static ApiException? OfCount(string json, string model) =>
        Of<CountTokensRequest>(json, model, (request, entry) => RequestValidator.Validate(request, entry, "v1beta"));

    public static ApiException? OfEmbed(string json, string model) =>
        Of<EmbedContentRequest>(json, model, (request, entry) => RequestValidator.Validate(request, entry, "v1beta"));

    public static ApiException? OfBatch(string json, string model) =>
        Of<BatchEmbedContentsRequest>(json, model, (request, entry) => RequestValidator.Validate(request, entry, "v1beta"));

    /// <summary>A request that says "hi", with more fields.</summary>
    public static string Ask(string fields) => $$"""{"contents":[{"role":"user","parts":[{"text":"hi"}]}],{{fields}}}""";

    /// <summary>A request that says "hi", with fields of its generation config.</summary>
    public static string AskWith(string config) => Ask($$"""  "generationConfig":{{{config}}}  """);

    /// <summary>Holds the request to be refused with status 400 and the message.</summary>
    public static void Refuses(ApiException? verdict, string message)
    {
        Assert.NotNull(verdict);
        Assert.Equal(message, verdict.Message);
        Assert.Equal(ApiStatus.InvalidArgument, verdict.Status);
    }

    private static ApiException? Of<T>(string json, string model, Action<T, ModelEntry> validate)
        where T : WireMessage
    {
        try
        {
            validate(WireJson.ReadRequest<T>(Encoding.UTF8.GetBytes(json)), TestModels.Find(model));
            return null;
        }
        catch (ApiException failure)
        {
            return failure;
        }
    }
}
