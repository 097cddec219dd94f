using System.Buffers;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Protocol.OpenAi;
using Castor.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Writes one message of the dialect as a whole JSON answer.</summary>
internal static class OpenAiAnswer
{
    /// <summary>Writes the message with its length.</summary>
    public static async Task WriteAsync<T>(HttpContext context, T message)
        where T : WireMessage
    {
        var body = new ArrayBufferWriter<byte>(1024);
        OpenAiJson.Write(body, message);
        HttpResponse response = context.Response;
        response.ContentType = JsonAnswer.ContentType;
        response.ContentLength = body.WrittenCount;
        await response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    /// <summary>The answer with what a scenario wrote as raw JSON.</summary>
    public static GenerateContentResponse Whole(GenerateContentResponse response) =>
        response.RawJson is { } raw ? WireJson.ReadForeign<GenerateContentResponse>(raw) : response;
}
