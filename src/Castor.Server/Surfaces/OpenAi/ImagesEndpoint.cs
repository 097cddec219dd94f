using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.OpenAi;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary><c>POST images/generations</c>: an image model draws each image in a call of its own.</summary>
internal sealed class ImagesEndpoint(OpenAiModels models, GenerationLoop loop, TimeProvider time)
{
    private const string Method = "generateContent";
    private const int MostImages = 10;

    public async Task HandleAsync(HttpContext context)
    {
        OpenAiDoor door = OpenAiDoor.Of(context);
        ImagesRequest asked = await OpenAiBody.ReadAsync<ImagesRequest>(context, door, lenient: true);
        ModelEntry model = models.Find(context, asked.Model, Method);
        if (asked.ResponseFormat is not (null or "b64_json"))
        {
            throw ApiException.InvalidArgument($"Invalid value at 'response_format', \"{asked.ResponseFormat}\". Please use b64_json.");
        }

        if (asked.N is < 1 or > MostImages)
        {
            throw ApiException.InvalidArgument($"Invalid value at 'n': from 1 to {MostImages}.");
        }

        var images = new List<ImageObject>();
        for (int i = 0; i < (asked.N ?? 1); i++)
        {
            GenerationCall call = OpenAiDoor.TwinOf(context).CreateCall(context, ToRequest(asked, seed: i), model, streamed: false);
            GenerateContentResponse answer = OpenAiAnswer.Whole(await loop.AnswerAsync(context, call, Method));
            images.AddRange(
                from candidate in answer.Candidates ?? []
                from part in candidate.Content?.Parts ?? []
                let image = part.InlineData
                where part.Thought != true && image is not null
                select new ImageObject { B64Json = image.Data });
        }

        await OpenAiAnswer.WriteAsync(context, new ImagesResponse { Created = time.GetUtcNow().ToUnixTimeSeconds(), Data = images });
    }

    private static GenerateContentRequest ToRequest(ImagesRequest asked, int seed) => new()
    {
        Contents = asked.Prompt is null ? null : [new Content { Role = "user", Parts = [new Part { Text = asked.Prompt }] }],
        GenerationConfig = new GenerationConfig
        {
            ResponseModalities = [Modality.Text, Modality.Image],
            ImageConfig = ImageShape.Of(asked.Size) is { } ratio ? new ImageConfig { AspectRatio = ratio } : null,
            // The images of one request differ, and the first is the one that n = 1 gives.
            Seed = seed == 0 ? null : seed,
        },
    };
}
