using System.Buffers;
using System.IO.Pipelines;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>Reads a request's body as one message.</summary>
internal static class RequestBody
{
    /// <summary>Reads the whole body and parses it, in place where it lies in one piece.</summary>
    /// <exception cref="ApiException">The body is too large or is no such message.</exception>
    public static ValueTask<T> ReadAsync<T>(HttpContext context, ApiMethod method)
        where T : WireMessage => ReadAsync(context, method, static (body, method) => WireJson.ReadRequest<T>(body, method.Twin.Dialect, method.Package));

    /// <summary>Reads the whole body and has a dialect parse it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="state">What the dialect needs to know beside the body.</param>
    /// <param name="parse">Parses the body.</param>
    /// <exception cref="ApiException">The body is too large or is no such message.</exception>
    public static async ValueTask<T> ReadAsync<T, TState>(HttpContext context, TState state, Func<ReadOnlyMemory<byte>, TState, T> parse)
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
                    return Parse(result.Buffer, state, parse);
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

    private static T Parse<T, TState>(in ReadOnlySequence<byte> body, TState state, Func<ReadOnlyMemory<byte>, TState, T> parse)
        where T : WireMessage
    {
        if (body.IsSingleSegment)
        {
            return parse(body.First, state);
        }

        byte[] whole = ArrayPool<byte>.Shared.Rent(checked((int)body.Length));
        try
        {
            body.CopyTo(whole);
            return parse(whole.AsMemory(0, (int)body.Length), state);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
