using System.Diagnostics.CodeAnalysis;
using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>
/// Refuses what the real service refuses, in its words. Field rules come first, all of their findings in one text; then
/// the rules that need the model, where the first finding is the whole text. <c>docs/validation.md</c> lists them.
/// </summary>
public static class RequestValidator
{
    /// <summary>Checks that the model is there and has the method, such as <c>generateContent</c>.</summary>
    /// <exception cref="ApiException">It is not, or it has not.</exception>
    public static void EnsureSupports([NotNull] ModelEntry? model, ReadOnlySpan<char> requestedName, string method, string apiVersion)
    {
        if (model is null || !model.Supports(method))
        {
            throw MethodSupport.Missing(requestedName.ToString(), method, apiVersion);
        }
    }

    /// <summary>Checks a request for an answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="model">The model that the path names.</param>
    /// <param name="apiVersion">The version of the path, such as <c>v1beta</c>.</param>
    /// <param name="streamed">Whether the answer is streamed; the service was not seen to refuse anything for that.</param>
    /// <exception cref="ApiException">The real service refuses it.</exception>
    public static void Validate(GenerateContentRequest request, ModelEntry model, string apiVersion, bool streamed) =>
        Validate(request, model, streamed, default);

    /// <summary>Checks a request for an answer by the rules of either twin.</summary>
    /// <exception cref="ApiException">The real service refuses it.</exception>
    internal static void Validate(GenerateContentRequest request, ModelEntry model, bool streamed, TwinRules rules)
    {
        if (rules.Twin == ServiceTwin.Developer)
        {
            Check(request, model, rules);
            return;
        }

        try
        {
            VertexRules.CheckPresence(request.Contents);
            if (rules.AreOfVertex)
            {
                VertexRules.Check(request, model, ModelGeneration.Of(model), streamed);
            }

            Check(request, model, rules);
        }
        catch (ApiException refusal)
        {
            throw VertexWording.Of(refusal);
        }
    }

    private static void Check(GenerateContentRequest request, ModelEntry model, TwinRules rules)
    {
        ModelGeneration generation = ModelGeneration.Of(model);
        ViolationList violations = ViolationList.Begin("GenerateContentRequest");
        CheckFields(request, generation, rules, violations);
        violations.ThrowIfAny();

        CachedContentRules.Check(request, rules);
        TurnRules.Check(request.Contents!, generation);
        ContentRules.CheckInput(request, model, generation);
        ToolRules.CheckModel(request, model, generation, rules);
        CheckConfig(request, model, generation, rules);
        MediaRules.Check(request.Contents!, model, rules);
        ThoughtSignatureRules.Check(request.Contents!, model, rules);
        PromptLengthRules.Check(request, model, rules);
    }

    /// <summary>Checks a request for a count. A prompt that is too long is counted all the same.</summary>
    /// <exception cref="ApiException">The real service refuses it.</exception>
    public static void Validate(CountTokensRequest request, ModelEntry model, string apiVersion)
    {
        CountTokensRules.CheckPresence(request);
        ModelGeneration generation = ModelGeneration.Of(model);
        ViolationList violations = ViolationList.Begin("CountTokensRequest");
        if (request.GenerateContentRequest is { } whole)
        {
            violations.Enter("generate_content_request");
            ModelNameRules.Check(whole.Model, model, nameof(CountTokensRequest), violations);
            CheckFields(whole, generation, default, violations);
            violations.Leave();
        }
        else
        {
            ContentRules.CheckContents(request.Contents, generation, violations);
        }

        violations.ThrowIfAny();
        MediaRules.Check(request.GenerateContentRequest?.Contents ?? request.Contents!, model, default);
    }

    /// <summary>Checks a request for an embedding.</summary>
    /// <exception cref="ApiException">The real service refuses it.</exception>
    public static void Validate(EmbedContentRequest request, ModelEntry model, string apiVersion)
    {
        ViolationList violations = ViolationList.Begin("EmbedContentRequest");
        EmbeddingRules.CheckFields(request, model, violations);
        violations.ThrowIfAny();
        EmbeddingRules.CheckModel(request, model);
    }

    /// <summary>Checks a request for several embeddings.</summary>
    /// <exception cref="ApiException">The real service refuses it.</exception>
    public static void Validate(BatchEmbedContentsRequest request, ModelEntry model, string apiVersion)
    {
        ViolationList violations = ViolationList.Begin("BatchEmbedContentsRequest");
        EmbeddingRules.CheckFields(request, model, violations);
        violations.ThrowIfAny();
        foreach (EmbedContentRequest single in request.Requests!)
        {
            EmbeddingRules.CheckModel(single, model);
        }
    }

    private static void CheckFields(GenerateContentRequest request, ModelGeneration generation, TwinRules rules, ViolationList violations)
    {
        ContentRules.CheckContents(request.Contents, generation, violations);
        ContentRules.CheckSystemInstruction(request.SystemInstruction, violations);
        if (request.Tools is { } tools)
        {
            ToolRules.CheckFields(tools, violations);
        }

        if (request.SafetySettings is { } settings)
        {
            SafetyRules.CheckFields(settings, rules, violations);
        }

        if (request.GenerationConfig is { } config)
        {
            violations.Enter("generation_config");
            CheckFields(config, violations);
            violations.Leave();
        }
    }

    private static void CheckFields(GenerationConfig config, ViolationList violations)
    {
        GenerationConfigRules.CheckFields(config, violations);
        ResponseFormatRules.CheckFields(config, violations);
        if (config.ThinkingConfig is { } thinking)
        {
            ThinkingRules.CheckFields(thinking, violations);
        }

        if (config.ImageConfig is { } image)
        {
            ImageRules.CheckFields(image, violations);
        }

        if (config.SpeechConfig is { } speech)
        {
            SpeechRules.CheckFields(speech, violations);
        }
    }

    private static void CheckConfig(GenerateContentRequest request, ModelEntry model, ModelGeneration generation, TwinRules rules)
    {
        ModalityRules.CheckModel(request.GenerationConfig, model, generation);
        SpeechRules.CheckModel(request, model);
        if (request.GenerationConfig is not { } config)
        {
            return;
        }

        GenerationConfigRules.CheckModel(config, model, rules);
        ResponseFormatRules.CheckModel(config, model);
        ImageRules.CheckModel(config, model, generation);
        if (config.ThinkingConfig is { } thinking)
        {
            ThinkingRules.CheckModel(thinking, model);
        }
    }
}
