using System.Text;
using Castor.Protocol;

namespace Castor.Bench.Protocol;

/// <summary>The texts that the protocol benchmarks read and write.</summary>
internal static class WireSamples
{
    private const int ImageBytes = 7_500_000;

    /// <summary>A chat request of about 1 KB.</summary>
    public static byte[] SmallRequest { get; } = File.ReadAllBytes(Path.Combine(FindRepository(), "bench", "emulator", "request.json"));

    /// <summary>The same with snake_case names, which the complete reader takes.</summary>
    public static byte[] SnakeRequest { get; } = Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(SmallRequest).Replace("generationConfig", "generation_config", StringComparison.Ordinal));

    /// <summary>A question about an inline image of 7.5 MB, 10 MB of JSON.</summary>
    public static byte[] ImageRequest { get; } = MakeImageRequest();

    /// <summary>A unary answer of about 1 KB.</summary>
    public static GenerateContentResponse Answer { get; } = new()
    {
        Candidates =
        [
            new Candidate
            {
                Content = new Content { Parts = [new Part { Text = string.Concat(Enumerable.Repeat("The harbour lies ten minutes away on foot.\n", 16)) }], Role = "model" },
                FinishReason = FinishReason.Stop,
                Index = 0,
            },
        ],
        UsageMetadata = new UsageMetadata
        {
            PromptTokenCount = 210,
            CandidatesTokenCount = 144,
            TotalTokenCount = 354,
            PromptTokensDetails = [new ModalityTokenCount { Modality = Modality.Text, TokenCount = 210 }],
            CandidatesTokensDetails = [new ModalityTokenCount { Modality = Modality.Text, TokenCount = 144 }],
        },
        ModelVersion = "gemini-2.5-flash",
        ResponseId = "castor-0123456789abcdef",
    };

    private static byte[] MakeImageRequest()
    {
        byte[] image = new byte[ImageBytes];
        new Random(1).NextBytes(image);
        return Encoding.UTF8.GetBytes(
            $$$"""{"contents":[{"role":"user","parts":[{"text":"What is it?"},{"inlineData":{"mimeType":"image/png","data":"{{{Convert.ToBase64String(image)}}}"}}]}]}""");
    }

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Castor.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The benchmarks run outside the repository.");
    }
}
