using System.Globalization;
using System.Text.Json;

namespace Castor.Samples;

internal static class OtherSamples
{
    public static async Task EmbeddingsAsync(GeminiHttp gemini)
    {
        string[] texts = ["The cat sat on the mat.", "A cat is sitting on a mat.", "Quarterly revenue rose by nine percent."];
        JsonElement answer = await gemini.CallAsync("gemini-embedding-001", "batchEmbedContents", new
        {
            requests = texts.Select(text => new
            {
                model = "models/gemini-embedding-001",
                content = new { parts = new[] { new { text } } },
                taskType = "SEMANTIC_SIMILARITY",
                outputDimensionality = 768,
            }),
        });
        float[][] vectors = [.. answer.GetProperty("embeddings").EnumerateArray().Select(e => e.GetProperty("values").Deserialize<float[]>()!)];
        for (int i = 1; i < texts.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Cosine(vectors[0], vectors[i]):F3} {texts[i]}"));
        }
    }

    public static async Task CountTokensAsync(GeminiHttp gemini)
    {
        JsonElement answer = await gemini.CallAsync("gemini-2.5-flash", "countTokens", new
        {
            contents = new[] { new { parts = new[] { new { text = "The quick brown fox jumps over the lazy dog." } } } },
        });
        Console.WriteLine($"{answer.GetProperty("totalTokens")} tokens");
    }

    public static async Task ModelsAsync(GeminiHttp gemini)
    {
        string token = "";
        do
        {
            JsonElement page = await gemini.GetAsync($"models?pageSize=20&pageToken={Uri.EscapeDataString(token)}");
            foreach (JsonElement model in page.GetProperty("models").EnumerateArray())
            {
                Console.WriteLine($"{model.GetProperty("name")}: {model.GetProperty("displayName")}");
            }

            token = page.TryGetProperty("nextPageToken", out JsonElement next) ? next.GetString()! : "";
        }
        while (token.Length > 0);
    }

    public static async Task ErrorsAsync(GeminiHttp gemini)
    {
        object hello = new { contents = new[] { new { parts = new[] { new { text = "Hello" } } } } };
        object mistyped = new { contents = new[] { new { parts = new[] { new { txt = "Hello" } } } } };
        foreach ((string model, object request) in ((string, object)[])[("gemini-9-nano", hello), ("gemini-2.5-flash", mistyped)])
        {
            try
            {
                await gemini.CallAsync(model, "generateContent", request);
            }
            catch (GeminiException exception)
            {
                Console.WriteLine($"{exception.Code} {exception.Status}: {exception.Message}");
            }
        }
    }

    private static double Cosine(float[] a, float[] b)
    {
        double dot = 0, lengthA = 0, lengthB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }

        return dot / Math.Sqrt(lengthA * lengthB);
    }
}
