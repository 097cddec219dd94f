using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.OpenAi;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary><c>POST chat/completions</c>, whole or streamed.</summary>
internal sealed class ChatCompletionsEndpoint(OpenAiModels models, GenerationLoop loop, TimeProvider time)
{
    private const string Method = "generateContent";
    private const string StreamMethod = "streamGenerateContent";

    public async Task HandleAsync(HttpContext context)
    {
        OpenAiDoor door = OpenAiDoor.Of(context);
        ChatCompletionRequest chat = await OpenAiBody.ReadAsync<ChatCompletionRequest>(context, door);
        bool streamed = chat.Stream == true;
        string method = streamed ? StreamMethod : Method;
        ModelEntry model = models.Find(context, chat.Model, method);
        GenerationCall call = OpenAiDoor.TwinOf(context).CreateCall(context, ChatRequestReader.Read(chat, model, door), model, streamed);
        var style = ChatStyle.Of(chat, door, model.ModelVersion, time.GetUtcNow().ToUnixTimeSeconds());
        if (streamed)
        {
            await loop.StreamAsync(context, call, method, new ChatStream(context, style));
            return;
        }

        GenerateContentResponse answer = await loop.AnswerAsync(context, call, method);
        await OpenAiAnswer.WriteAsync(context, ChatCompletionWriter.Write(OpenAiAnswer.Whole(answer), style));
    }
}
