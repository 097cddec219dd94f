using System.IO.Compression;
using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.FrontEnd;

/// <summary>Unpacks gzip and deflate bodies, and stops at the size limit and at a ratio that no honest request has.</summary>
internal sealed class BodyDecompression(RequestDelegate next)
{
    // Without it a body that was cut off passes for a whole one wherever it was cut.
    static BodyDecompression() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Headers.ContentEncoding.Count == 0 ? next(context) : InvokeUnpackedAsync(context);

    private async Task InvokeUnpackedAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        Stream packed = request.Body;
        var counted = new CountedStream(packed);
        string encoding = request.Headers.ContentEncoding.ToString();
        Stream? unpacked = encoding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(counted, CompressionMode.Decompress),
            "deflate" => new ZLibStream(counted, CompressionMode.Decompress),
            "identity" or "" => null,
            _ => throw ApiException.InvalidArgument($"Unsupported Content-Encoding: {encoding}. The server takes gzip and deflate."),
        };
        if (unpacked is null)
        {
            await next(context);
            return;
        }

        await using var limited = new UnpackedBody(unpacked, counted);
        request.Body = limited;
        request.ContentLength = null;
        request.Headers.ContentEncoding = default;
        try
        {
            await next(context);
        }
        finally
        {
            request.Body = packed;
        }
    }
}
