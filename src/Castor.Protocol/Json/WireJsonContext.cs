using System.Text.Json.Serialization;
using Castor.Protocol.ApiKeys;
using Castor.Protocol.Vertex;

namespace Castor.Protocol.Json;

/// <summary>The generated metadata of every message; <see cref="WireJson"/> is the way in.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GenerateContentRequest))]
[JsonSerializable(typeof(GenerateContentResponse))]
[JsonSerializable(typeof(CountTokensRequest))]
[JsonSerializable(typeof(CountTokensResponse))]
[JsonSerializable(typeof(EmbedContentRequest))]
[JsonSerializable(typeof(EmbedContentResponse))]
[JsonSerializable(typeof(BatchEmbedContentsRequest))]
[JsonSerializable(typeof(BatchEmbedContentsResponse))]
[JsonSerializable(typeof(ComputeTokensRequest))]
[JsonSerializable(typeof(ComputeTokensResponse))]
[JsonSerializable(typeof(VertexEmbedContentResponse))]
[JsonSerializable(typeof(PredictRequest))]
[JsonSerializable(typeof(TextEmbeddingPredictResponse))]
[JsonSerializable(typeof(PublisherModel))]
[JsonSerializable(typeof(ListPublisherModelsResponse))]
[JsonSerializable(typeof(Model))]
[JsonSerializable(typeof(ListModelsResponse))]
[JsonSerializable(typeof(ApiKeyResource))]
[JsonSerializable(typeof(ListKeysResponse))]
[JsonSerializable(typeof(KeyOperation))]
[JsonSerializable(typeof(LookupKeyResponse))]
[JsonSerializable(typeof(UndeleteKeyRequest))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ErrorInfo))]
[JsonSerializable(typeof(BadRequest))]
[JsonSerializable(typeof(QuotaFailure))]
[JsonSerializable(typeof(RetryInfo))]
[JsonSerializable(typeof(Help))]
[JsonSerializable(typeof(LocalizedMessage))]
[JsonSerializable(typeof(DebugInfo))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
