using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Tests.Safety;

/// <summary>A classifier on a free port that finds a category where the text names it with a score, such as <c>{HARASSMENT 0.95}</c>.</summary>
internal sealed partial class WordClassifier : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WordClassifier(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(new Uri(_app.Urls.First()), "/rate");

    /// <summary>All that it was asked.</summary>
    public ConcurrentQueue<JsonNode> Asked { get; } = [];

    /// <summary>Answers in its place; null for its own answer.</summary>
    public Func<JsonNode, HttpContext, Task>? Misbehave { get; set; }

    public static async Task<WordClassifier> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var classifier = new WordClassifier(app);
        app.Run(classifier.RateAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return classifier;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RateAsync(HttpContext context)
    {
        JsonNode question = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        Asked.Enqueue(question);
        if (Misbehave is { } misbehave)
        {
            await misbehave(question, context);
            return;
        }

        string text = (string)question["text"]!;
        JsonArray ratings = [.. question["categories"]!.AsArray().Select(c => (JsonNode)new JsonObject
        {
            ["category"] = (string)c!,
            ["probabilityScore"] = Mark().Matches(text).Where(m => (string)c! == "HARM_CATEGORY_" + m.Groups[1].Value)
                .Select(m => double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0.01).Max(),
        })];
        await context.Response.WriteAsync(new JsonObject { ["safetyRatings"] = ratings }.ToJsonString(), context.RequestAborted);
    }

    [GeneratedRegex(@"\{([A-Z_]+) ([0-9.]+)\}")]
    private static partial Regex Mark();
}
