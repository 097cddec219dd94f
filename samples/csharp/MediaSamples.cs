using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Castor.Samples;

internal static class MediaSamples
{
    public static async Task ImageInputAsync(GeminiHttp gemini)
    {
        byte[] image = await File.ReadAllBytesAsync(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "castor.png"));
        object[] parts = [new { text = "What is in this picture?" }, new { inlineData = new { mimeType = "image/png", data = image } }];
        JsonElement answer = await gemini.CallAsync("gemini-2.5-flash", "generateContent", new { contents = new[] { new { parts } } });
        Console.WriteLine(GeminiHttp.Text(answer));
        Console.WriteLine(answer.GetProperty("usageMetadata").GetProperty("promptTokensDetails").GetRawText());
    }

    public static async Task ImageOutputAsync(GeminiHttp gemini)
    {
        JsonElement answer = await gemini.CallAsync("gemini-2.5-flash-image", "generateContent", new
        {
            contents = new[] { new { parts = new[] { new { text = "A lighthouse at night" } } } },
            generationConfig = new { responseModalities = new[] { "TEXT", "IMAGE" }, imageConfig = new { aspectRatio = "16:9" } },
        });
        JsonElement image = GeminiHttp.Parts(answer).First(part => part.TryGetProperty("inlineData", out _)).GetProperty("inlineData");
        await File.WriteAllBytesAsync("lighthouse.png", image.GetProperty("data").GetBytesFromBase64());
        Console.WriteLine($"lighthouse.png: {image.GetProperty("mimeType")}");
    }

    public static async Task SpeechOutputAsync(GeminiHttp gemini)
    {
        JsonElement answer = await gemini.CallAsync("gemini-2.5-flash-preview-tts", "generateContent", new
        {
            contents = new[] { new { parts = new[] { new { text = "Say cheerfully: have a wonderful day!" } } } },
            generationConfig = new
            {
                responseModalities = new[] { "AUDIO" },
                speechConfig = new { voiceConfig = new { prebuiltVoiceConfig = new { voiceName = "Kore" } } },
            },
        });
        JsonElement speech = GeminiHttp.Parts(answer).First().GetProperty("inlineData");
        await File.WriteAllBytesAsync("speech.pcm", speech.GetProperty("data").GetBytesFromBase64());
        Console.WriteLine($"speech.pcm: {speech.GetProperty("mimeType")}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
