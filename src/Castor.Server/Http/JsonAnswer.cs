using System.Buffers;
using System.IO.Pipelines;
using Castor.Protocol;
using Castor.Protocol.Json;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>Writes one message as a whole JSON answer.</summary>
internal static class JsonAnswer
{
    public const string ContentType = "application/json; charset=UTF-8";

    private const int LargestKeptBuffer = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    /// <summary>Writes the message with its length.</summary>
    public static Task WriteAsync<T>(HttpContext context, T message, SystemParameters parameters)
        where T : WireMessage
    {
        ArrayBufferWriter<byte> buffer = s_buffer ?? new ArrayBufferWriter<byte>(4096);
        s_buffer = null;
        WireJson.Write(buffer, message, parameters.Style, parameters.Mask);
        HttpResponse response = context.Response;
        response.ContentType = ContentType;
        response.ContentLength = buffer.WrittenCount;
        // The server copies once what is written together with the headers, and twice what is written before them.
        ValueTask<FlushResult> written = response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
        if (!written.IsCompletedSuccessfully)
        {
            return written.AsTask();
        }

        if (buffer.Capacity <= LargestKeptBuffer)
        {
            buffer.ResetWrittenCount();
            s_buffer = buffer;
        }

        return Task.CompletedTask;
    }
}
