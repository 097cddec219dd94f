using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Validation;

namespace Castor.Server.Tests.Validation;

public sealed class MethodSupportTests
{
    [Theory]
    [InlineData("gemini-9-ultra", "generateContent", "generateContent")]
    [InlineData("gemini-9-ultra", "streamGenerateContent", "generateContent")]
    [InlineData("gemini-9-ultra", "countTokens", "countTokens")]
    [InlineData("gemini-2.5-flash", "embedContent", "embedContent")]
    [InlineData("gemini-2.5-flash", "batchEmbedContents", "embedContent")]
    [InlineData("gemini-embedding-001", "generateContent", "generateContent")]
    public void Model_UnknownOrWithoutTheMethod_IsNotFound(string name, string method, string told)
    {
        ApiException failure = Assert.Throws<ApiException>(() => RequestValidator.EnsureSupports(TestModels.FindOrNull(name), name, method, "v1beta"));

        Assert.Equal(ApiStatus.NotFound, failure.Status);
        Assert.Equal(
            $"models/{name} is not found for API version v1beta, or is not supported for {told}. " +
            "Call ModelService.ListModels to see the list of available models and their supported methods.",
            failure.Message);
    }

    [Theory]
    [InlineData("a b", "generateContent", "* GenerateContentRequest.model: unexpected model name format\n")]
    [InlineData("é", "embedContent", "* EmbedContentRequest.model: unexpected model name format\n")]
    public void Model_OfNoName_IsRefused(string name, string method, string message)
    {
        ModelEntry? none = null;

        Verdict.Refuses(Assert.Throws<ApiException>(() => RequestValidator.EnsureSupports(none, name, method, "v1")), message);
    }

    [Theory]
    [InlineData("gemini-2.5-flash", "streamGenerateContent")]
    [InlineData("gemini-embedding-001", "batchEmbedContents")]
    public void Model_WithTheMethod_Passes(string name, string method) =>
        RequestValidator.EnsureSupports(TestModels.Find(name), name, method, "v1");
}
