using System.Buffers;
using Castor.Protocol.Json;

namespace Castor.Protocol.Sse;

/// <summary>A server-sent event of a stream asked for with <c>alt=sse</c>: <c>data: </c>, one line of JSON, an empty line.</summary>
public static class SseFrame
{
    /// <summary>Writes one chunk, or what a mask selects of it.</summary>
    public static void Write<T>(IBufferWriter<byte> output, T message, FieldMask? mask = null)
        where T : WireMessage
    {
        output.Write("data: "u8);
        WireJson.Write(output, message, JsonStyle.Spaced, mask);
        output.Write("\r\n\r\n"u8);
    }
}
