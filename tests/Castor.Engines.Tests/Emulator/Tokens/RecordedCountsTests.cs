using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Tokens;

public sealed class RecordedCountsTests(ITestOutputHelper output)
{
    [Fact]
    public void Count_RecordedAnswers_MeanErrorBelowTwoPercent()
    {
        double sum = 0;
        int pairs = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (WireSamples.Exchange exchange in WireSamples.Exchanges())
        {
            (string text, bool isText) = TextOf(exchange.Answer);
            int? recorded = exchange.Answer[^1].UsageMetadata?.CandidatesTokenCount;
            if (!isText || recorded is not { } tokens || !seen.Add(text) || exchange.Model.StartsWith("gemini-3", StringComparison.Ordinal))
            {
                continue;
            }

            int counted = TextTokens.Count(text);
            sum += Math.Abs(counted - tokens) / (double)tokens;
            pairs++;
            output.WriteLine($"{tokens} {counted} {exchange.Name}");
        }

        output.WriteLine($"{pairs} pairs, mean error {sum / pairs:P2}");
        Assert.True(pairs > 30);
        Assert.True(sum / pairs < 0.02);
    }

    [Fact]
    public void Count_RecordedDeveloperApiPrompts_MeanErrorBelowThreePercent()
    {
        double sum = 0;
        int pairs = 0;
        foreach (WireSamples.Exchange exchange in WireSamples.Exchanges())
        {
            // What a server-side MCP tool puts into the prompt is not in the request.
            bool hasServerTool = exchange.Request.Tools?.Any(t => t.McpServers is not null) ?? false;
            if (!exchange.IsDeveloperApi || hasServerTool || exchange.Answer[^1].UsageMetadata?.PromptTokenCount is not { } tokens)
            {
                continue;
            }

            int counted = PromptUsage.Count(exchange.Request, Model(exchange.Model)).Total;
            double error = Math.Abs(counted - tokens) / (double)tokens;
            output.WriteLine($"{tokens} {counted} {exchange.Model} {exchange.Name}");
            sum += error;
            pairs++;
            Assert.True(error < 0.1, $"{exchange.Name}: {counted} for {tokens}");
        }

        output.WriteLine($"{pairs} pairs, mean error {sum / pairs:P2}");
        Assert.True(pairs > 20);
        Assert.True(sum / pairs < 0.03);
    }

    private static ModelEntry Model(string id) => new()
    {
        Model = new Model { Name = "models/" + id },
        Traits = new ModelTraits { Family = string.Join('-', id.Split('-').Take(2)) },
    };

    private static (string Text, bool IsText) TextOf(IReadOnlyList<GenerateContentResponse> chunks)
    {
        string text = "";
        foreach (GenerateContentResponse chunk in chunks)
        {
            foreach (Part part in chunk.Candidates?[0].Content?.Parts ?? [])
            {
                if (part.Text is null)
                {
                    return ("", false);
                }

                text += part.Thought == true ? "" : part.Text;
            }
        }

        return (text, text.Length > 0);
    }
}
