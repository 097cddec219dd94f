using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Tests.Usage;

/// <summary>What is metered of answered calls.</summary>
public sealed class UsageMeterTests
{
    private const string ChatHello = """{"model":"gemini-2.5-flash","messages":[{"role":"user","content":"hello there"}]}""";
    private const string Hello = """{"contents":[{"parts":[{"text":"hello there"}]}]}""";

    [Theory]
    [InlineData("generateContent")]
    [InlineData("streamGenerateContent")]
    [InlineData("chat/completions")]
    public async Task Call_Answered_MetersTokensOfTheAnswer(string method)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var tokens = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        IMeterFactory meters = server.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == "gen_ai.client.token.usage" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key == "gen_ai.token.type")
                {
                    tokens[(string)tag.Value!] = value;
                }
            }
        });
        listener.Start();

        bool chat = method == "chat/completions";
        using HttpResponseMessage response = await server.PostAsync(
            chat ? "/v1beta/openai/chat/completions" : $"/v1beta/models/gemini-2.5-flash:{method}?alt=json", chat ? ChatHello : Hello);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        System.Text.Json.Nodes.JsonNode answer = System.Text.Json.Nodes.JsonNode.Parse(body)!;
        System.Text.Json.Nodes.JsonNode usage = (answer as System.Text.Json.Nodes.JsonArray is { } chunks ? chunks[^1]! : answer)[chat ? "usage" : "usageMetadata"]!;
        long prompt = (long)usage[chat ? "prompt_tokens" : "promptTokenCount"]!;

        Assert.Equal(prompt, tokens["input"]);
        Assert.Equal((long)usage[chat ? "total_tokens" : "totalTokenCount"]! - prompt, tokens["output"]);
    }
}
