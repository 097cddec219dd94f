using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.FrontEnd;

/// <summary>
/// Refuses a body that says it is too large before a byte of it is read. Kestrel holds bodies that do not say their
/// length to the same limit, see <see cref="KestrelLimits"/>.
/// </summary>
internal sealed class BodySizeLimit(RequestDelegate next)
{
    /// <summary>100 MiB: what Google takes of a request with inline data.</summary>
    public const long Bytes = 100 * 1024 * 1024;

    public Task InvokeAsync(HttpContext context) => context.Request.ContentLength > Bytes ? throw Refusal() : next(context);

    /// <summary>The refusal in Google's words.</summary>
    public static ApiException Refusal() => ApiException.InvalidArgument($"Request payload size exceeds the limit: {Bytes} bytes.");
}
