using System.Globalization;
using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.OpenAi;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary><c>POST embeddings</c>, of one text or several, as numbers or base64.</summary>
internal sealed class EmbeddingsEndpoint(OpenAiModels models, EmbeddingLoop loop)
{
    private const string Method = "embedContent";
    private const string Base64 = "base64";

    public async Task HandleAsync(HttpContext context)
    {
        OpenAiDoor door = OpenAiDoor.Of(context);
        EmbeddingsRequest request = await OpenAiBody.ReadAsync<EmbeddingsRequest>(context, door);
        ModelEntry model = models.Find(context, request.Model, Method);
        if (request.EncodingFormat is not (null or "float" or Base64))
        {
            throw ApiException.InvalidArgument($"Invalid value at 'encoding_format', \"{request.EncodingFormat}\". Please use float or base64.");
        }

        var batch = new BatchEmbedContentsRequest
        {
            Requests = [.. ReadInput(request.Input).Select(text => new EmbedContentRequest
            {
                Model = model.Model.Name,
                Content = new Content { Parts = [new Part { Text = text }] },
                OutputDimensionality = request.Dimensions,
            })],
        };
        RequestValidator.Validate(batch, model, door.ApiVersion);
        BatchEmbedContentsResponse answer = await loop.EmbedAsync(context, batch, model);
        await OpenAiAnswer.WriteAsync(context, Write(answer, request, model));
    }

    private static IEnumerable<string> ReadInput(JsonElement? input)
    {
        switch (input?.ValueKind)
        {
            case JsonValueKind.String:
                return [input.Value.GetString()!];
            case JsonValueKind.Array when input.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                return input.Value.EnumerateArray().Select(item => item.GetString()!);
            case JsonValueKind.Array:
                int wrong = input.Value.EnumerateArray().TakeWhile(item => item.ValueKind == JsonValueKind.String).Count();
                throw ApiException.InvalidArgument(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Invalid value at 'input[{wrong}]': a text. Lists of tokens are of another model's vocabulary and are not taken."));
            case null:
                return [];
            default:
                throw ApiException.InvalidArgument("Invalid value at 'input': a text or a list of texts.");
        }
    }

    private static EmbeddingsResponse Write(BatchEmbedContentsResponse answer, EmbeddingsRequest request, ModelEntry model)
    {
        bool base64 = request.EncodingFormat == Base64;
        int tokens = answer.UsageMetadata?.PromptTokenCount ?? 0;
        return new EmbeddingsResponse
        {
            Data =
            [
                .. (answer.Embeddings ?? []).Select((one, i) => new EmbeddingObject
                {
                    Embedding = new EmbeddingVector(one.Values, base64),
                    Index = i,
                    Object = "embedding",
                }),
            ],
            Model = request.Model ?? model.Id,
            Object = "list",
            Usage = new EmbeddingsUsage { PromptTokens = tokens, TotalTokens = tokens },
        };
    }
}
