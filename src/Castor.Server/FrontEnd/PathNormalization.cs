using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.FrontEnd;

/// <summary>Takes doubled slashes for one, before routing: SDKs join base URLs and paths carelessly.</summary>
internal sealed class PathNormalization(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        string? path = context.Request.Path.Value;
        if (path is not null && path.Contains("//", StringComparison.Ordinal))
        {
            context.Request.Path = Collapse(path);
        }

        return next(context);
    }

    internal static string Collapse(string path)
    {
        char[] collapsed = ArrayPool<char>.Shared.Rent(path.Length);
        int length = 0;
        foreach (char c in path)
        {
            if (c != '/' || length == 0 || collapsed[length - 1] != '/')
            {
                collapsed[length++] = c;
            }
        }

        string result = new(collapsed, 0, length);
        ArrayPool<char>.Shared.Return(collapsed);
        return result;
    }
}
