using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity.Tokens;

/// <summary>Writes what the token server says: small JSON objects that nobody may cache.</summary>
internal static class OAuthAnswer
{
    private const string ContentType = "application/json; charset=utf-8";

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static Task WriteAsync(HttpContext context, JsonObject body, int status = StatusCodes.Status200OK)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        return response.WriteAsync(body.ToJsonString(s_indented), context.RequestAborted);
    }

    public static Task WriteAsync(HttpContext context, OAuthRefusal refusal) => WriteAsync(
        context, new JsonObject { ["error"] = refusal.Error, ["error_description"] = refusal.Description }, refusal.HttpStatus);
}
