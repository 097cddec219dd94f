using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Castor.Load;

/// <summary>
/// What Kestrel itself costs: reads the body and returns fixed bytes; with <c>alt=sse</c>, 64 of them as events at 20 ms. The ceiling
/// beside which Castor is measured.
/// </summary>
internal static class BareServer
{
    private const int Events = 64;
    private static readonly TimeSpan s_gap = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(int port, string bodyFile)
    {
        byte[] body = await File.ReadAllBytesAsync(bodyFile);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        await using WebApplication app = builder.Build();
        app.Run(async context =>
        {
            await DrainAsync(context.Request.BodyReader);
            if (context.Request.Query["alt"] == "sse")
            {
                await StreamAsync(context);
                return;
            }

            context.Response.ContentType = "application/json; charset=UTF-8";
            context.Response.ContentLength = body.Length;
            await context.Response.BodyWriter.WriteAsync(body);
        });
        await app.RunAsync();
        return 0;
    }

    private static async Task DrainAsync(PipeReader reader)
    {
        ReadResult result;
        do
        {
            result = await reader.ReadAsync();
            reader.AdvanceTo(result.Buffer.End);
        }
        while (!result.IsCompleted);
    }

    private static async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        using var timer = new PeriodicTimer(s_gap);
        for (int i = 0; i < Events; i++)
        {
            await timer.WaitForNextTickAsync(context.RequestAborted);
            await context.Response.BodyWriter.WriteAsync("data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"word \"}],\"role\": \"model\"}}]}\r\n\r\n"u8.ToArray());
        }
    }
}
