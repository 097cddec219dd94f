using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Twins;

/// <summary>
/// What the Gemini Developer API and Vertex AI do each in their own way around the one core; endpoint metadata, so that whatever meets a request
/// knows in whose words to speak.
/// </summary>
internal interface ITwin
{
    /// <summary>The name of the service, such as <c>aiplatform.googleapis.com</c>.</summary>
    string Service { get; }

    /// <summary>The fields that requests may have.</summary>
    WireDialect Dialect { get; }

    /// <summary>The proto package of a version, such as <c>google.ai.generativelanguage.v1beta</c>.</summary>
    string Package(string version);

    /// <summary>The service of the proto package that has a method, such as <c>PredictionService</c>.</summary>
    string RpcService(string method);

    /// <summary>Finds the model that a path names, for the method that it asks for.</summary>
    /// <exception cref="ApiException">There is no such model, or it lacks the method.</exception>
    ModelEntry FindModel(HttpContext context, ApiMethod method);

    /// <summary>The call that the core answers, once the request is found to be one that the real service answers.</summary>
    /// <exception cref="ApiException">The real service refuses the request; told in its words.</exception>
    GenerationCall CreateCall(HttpContext context, GenerateContentRequest request, ModelEntry model, bool streamed);

    /// <summary>A whole answer in the twin's shape.</summary>
    GenerateContentResponse Shape(GenerateContentResponse answer, GenerationCall call);

    /// <summary>The chunks of an answer in the twin's shape.</summary>
    IAsyncEnumerable<GenerateContentResponse> Shape(IAsyncEnumerable<GenerateContentResponse> chunks, GenerationCall call);
}
