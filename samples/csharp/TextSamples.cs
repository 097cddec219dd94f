using System.Text.Json;

namespace Castor.Samples;

internal static class TextSamples
{
    public static async Task TextAsync(GeminiHttp gemini)
    {
        JsonElement answer = await gemini.CallAsync("gemini-2.5-flash", "generateContent", new
        {
            systemInstruction = new { parts = new[] { new { text = "You are a patient teacher." } } },
            contents = new[] { new { parts = new[] { new { text = "Explain in one sentence why the sky is blue." } } } },
            generationConfig = new { maxOutputTokens = 200, temperature = 0.4 },
        });
        Console.WriteLine(GeminiHttp.Text(answer));
        Console.WriteLine($"{answer.GetProperty("usageMetadata").GetProperty("totalTokenCount")} tokens in all");
    }

    public static async Task StreamAsync(GeminiHttp gemini)
    {
        var request = new { contents = new[] { new { parts = new[] { new { text = "Tell a short story of two stars." } } } } };
        await foreach (JsonElement chunk in gemini.StreamAsync("gemini-2.5-flash", request))
        {
            Console.Write(GeminiHttp.Text(chunk));
        }

        Console.WriteLine();
    }

    public static async Task ChatAsync(GeminiHttp gemini)
    {
        var history = new List<object>();
        foreach (string message in (string[])["My name is Ada.", "Which stars can I see tonight?"])
        {
            history.Add(new { role = "user", parts = new[] { new { text = message } } });
            JsonElement answer = await gemini.CallAsync("gemini-2.5-flash", "generateContent", new { contents = history });
            history.Add(answer.GetProperty("candidates")[0].GetProperty("content"));
            Console.WriteLine($"> {message}\n{GeminiHttp.Text(answer)}\n");
        }

        Console.WriteLine($"{history.Count} turns");
    }

    public static async Task ThinkingAsync(GeminiHttp gemini)
    {
        JsonElement answer = await gemini.CallAsync("gemini-2.5-flash", "generateContent", new
        {
            contents = new[] { new { parts = new[] { new { text = "Which is heavier, a pound of feathers or a pound of lead?" } } } },
            generationConfig = new { thinkingConfig = new { includeThoughts = true, thinkingBudget = 512 } },
        });
        foreach (JsonElement part in GeminiHttp.Parts(answer))
        {
            Console.WriteLine($"{(part.TryGetProperty("thought", out _) ? "(thought) " : "")}{part.GetProperty("text")}");
        }

        Console.WriteLine($"{answer.GetProperty("usageMetadata").GetProperty("thoughtsTokenCount")} tokens of thought");
    }
}
