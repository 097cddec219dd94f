using System.Diagnostics.CodeAnalysis;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>
/// Refuses what the real service refuses, in its words. Field rules come first, all of their findings in one text; then
/// the rules that need the model, where the first finding is the whole text. What parses and passes here an engine can answer.
/// </summary>
public static class RequestValidator
{
    /// <summary>Checks that the model is there and has the method, such as <c>generateContent</c>.</summary>
    /// <exception cref="ApiException">It is not, or it has not.</exception>
    public static void EnsureSupports([NotNull] ModelEntry? model, string requestedName, string method, string apiVersion)
    {
        if (model is null || !model.Supports(method))
        {
            throw MethodSupport.Missing(requestedName, method, apiVersion);
        }
    }

    /// <summary>Checks a request for an answer.</summary>
    /// <exception cref="ApiException">The real service refuses it.</exception>
    public static void Validate(GenerateContentRequest request, ModelEntry model, string apiVersion, bool streamed)
    {
        ViolationList violations = ViolationList.Begin("GenerateContentRequest");
        CheckFields(request, violations);
        violations.ThrowIfAny();
        CheckModel(request, model);
    }

    /// <summary>Checks a request for a count.</summary>
    /// <exception cref="ApiException">The real service refuses it.</exception>
    public static void Validate(CountTokensRequest request, ModelEntry model, string apiVersion)
    {
        if (request.GenerateContentRequest is null && request.Contents is null or { Count: 0 })
        {
            throw ApiException.InvalidArgument("CountTokens requires generate_content_request or contents to be set.");
        }
    }

    /// <summary>Checks a request for an embedding.</summary>
    /// <exception cref="ApiException">The real service refuses it.</exception>
    public static void Validate(EmbedContentRequest request, ModelEntry model, string apiVersion)
    {
        if (request.Content?.Parts is null or { Count: 0 })
        {
            throw ApiException.InvalidArgument("EmbedContentRequest.content contains an empty Part.");
        }
    }

    /// <summary>Checks a request for several embeddings.</summary>
    /// <exception cref="ApiException">The real service refuses it.</exception>
    public static void Validate(BatchEmbedContentsRequest request, ModelEntry model, string apiVersion)
    {
        if (request.Requests is { Count: > 100 })
        {
            throw ApiException.InvalidArgument("* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch\n");
        }
    }

    private static void CheckFields(GenerateContentRequest request, ViolationList violations)
    {
        ContentRules.CheckContents(request.Contents, violations);
        ContentRules.CheckSystemInstruction(request.SystemInstruction, violations);
        if (request.GenerationConfig is { } config)
        {
            violations.Enter("generation_config");
            GenerationConfigRules.CheckFields(config, violations);
            violations.Leave();
        }
    }

    private static void CheckModel(GenerateContentRequest request, ModelEntry model)
    {
        if (request.GenerationConfig is { } config)
        {
            GenerationConfigRules.CheckModel(config, model);
        }
    }
}
