using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>The front end's answer to a path that leads nowhere: an HTML page, not a JSON error.</summary>
internal static class NotFoundPage
{
    public static Task WriteAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.StatusCode = StatusCodes.Status404NotFound;
        response.ContentType = "text/html; charset=UTF-8";
        string path = HtmlEncoder.Default.Encode(context.Request.Path.Value ?? "/");
        return response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang=en>
              <meta charset=utf-8>
              <title>Error 404 (Not Found)!!1</title>
              <p><b>404.</b> <ins>That’s an error.</ins>
              <p>The requested URL <code>{path}</code> was not found on this server.  <ins>That’s all we know.</ins>

            """,
            context.RequestAborted);
    }
}
