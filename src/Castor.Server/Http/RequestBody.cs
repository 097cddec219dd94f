using System.Buffers;
using System.IO.Pipelines;
using Castor.Protocol;
using Castor.Protocol.Json;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>Reads a request's body as one message.</summary>
internal static class RequestBody
{
    /// <summary>Reads the whole body and parses it, in place where it lies in one piece.</summary>
    /// <exception cref="ApiException">The body is too large or is no such message.</exception>
    public static ValueTask<T> ReadAsync<T>(HttpContext context, string apiVersion)
        where T : WireMessage => ReadAsync(context, apiVersion, WireJson.ReadRequest<T>);

    /// <summary>Reads the whole body and has a dialect parse it.</summary>
    /// <inheritdoc cref="ReadAsync{T}(HttpContext, string)"/>
    public static async ValueTask<T> ReadAsync<T>(HttpContext context, string apiVersion, Func<ReadOnlyMemory<byte>, string, T> parse)
        where T : WireMessage
    {
        PipeReader reader = context.Request.BodyReader;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(context.RequestAborted);
            if (result.IsCompleted)
            {
                try
                {
                    return Parse(result.Buffer, apiVersion, parse);
                }
                finally
                {
                    // Also after a refusal: a reader left in the middle would have Kestrel close the connection behind the answer.
                    reader.AdvanceTo(result.Buffer.End);
                }
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static T Parse<T>(in ReadOnlySequence<byte> body, string apiVersion, Func<ReadOnlyMemory<byte>, string, T> parse)
        where T : WireMessage
    {
        if (body.IsSingleSegment)
        {
            return parse(body.First, apiVersion);
        }

        byte[] whole = ArrayPool<byte>.Shared.Rent(checked((int)body.Length));
        try
        {
            body.CopyTo(whole);
            return parse(whole.AsMemory(0, (int)body.Length), apiVersion);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
