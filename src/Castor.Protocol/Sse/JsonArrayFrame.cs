using System.Buffers;
using Castor.Protocol.Json;

namespace Castor.Protocol.Sse;

/// <summary>
/// The JSON array that a stream without <c>alt=sse</c> is: each chunk follows a bracket or <c>,\r\n</c> in its own layout,
/// and a bracket ends it. One instance serves one answer.
/// </summary>
/// <param name="style">The layout of each chunk.</param>
public sealed class JsonArrayFrame(JsonStyle style = JsonStyle.Pretty)
{
    private bool _open;

    /// <summary>Writes one chunk or what a mask selects of it, or the error that ends the stream.</summary>
    public void Write<T>(IBufferWriter<byte> output, T message, FieldMask? mask = null)
        where T : WireMessage
    {
        output.Write(_open ? ",\r\n"u8 : "["u8);
        _open = true;
        WireJson.Write(output, message, style, mask);
    }

    /// <summary>Ends the array.</summary>
    public void Complete(IBufferWriter<byte> output)
    {
        output.Write(_open ? "]"u8 : "[]"u8);
        _open = true;
    }
}
