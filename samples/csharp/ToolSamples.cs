using System.Text.Json;

namespace Castor.Samples;

internal static class ToolSamples
{
    public static async Task StructuredOutputAsync(GeminiHttp gemini)
    {
        JsonElement answer = await gemini.CallAsync("gemini-2.5-flash", "generateContent", new
        {
            contents = new[] { new { parts = new[] { new { text = "List two cookie recipes." } } } },
            generationConfig = new
            {
                responseMimeType = "application/json",
                responseSchema = new
                {
                    type = "ARRAY",
                    minItems = 2,
                    maxItems = 2,
                    items = new
                    {
                        type = "OBJECT",
                        properties = new { name = new { type = "STRING" }, minutes = new { type = "INTEGER", minimum = 5, maximum = 60 } },
                        required = new[] { "name", "minutes" },
                    },
                },
            },
        });
        foreach (JsonElement recipe in JsonDocument.Parse(GeminiHttp.Text(answer)).RootElement.EnumerateArray())
        {
            Console.WriteLine($"{recipe.GetProperty("name")}: {recipe.GetProperty("minutes")} minutes");
        }
    }

    public static async Task FunctionCallingAsync(GeminiHttp gemini)
    {
        var weather = new
        {
            name = "get_weather",
            description = "Gets the current weather of a city.",
            parameters = new { type = "OBJECT", properties = new { city = new { type = "STRING" } }, required = new[] { "city" } },
        };
        object[] tools = [new { functionDeclarations = new[] { weather } }];
        var history = new List<object> { new { role = "user", parts = new[] { new { text = "What is the weather in Lisbon?" } } } };

        while (true)
        {
            JsonElement answer = await gemini.CallAsync("gemini-2.5-flash", "generateContent", new { contents = history, tools });
            JsonElement[] calls = [.. GeminiHttp.Parts(answer).Where(part => part.TryGetProperty("functionCall", out _))];
            if (calls.Length == 0)
            {
                Console.WriteLine(GeminiHttp.Text(answer));
                return;
            }

            // The turn goes back as it came: thought signatures are in it.
            history.Add(answer.GetProperty("candidates")[0].GetProperty("content"));
            history.Add(new { role = "user", parts = calls.Select(part => Run(part.GetProperty("functionCall"))) });
        }
    }

    private static object Run(JsonElement call)
    {
        Console.WriteLine($"{call.GetProperty("name")}({call.GetProperty("args").GetRawText()})");
        string? city = call.GetProperty("args").GetProperty("city").GetString();
        return new { functionResponse = new { name = call.GetProperty("name"), response = new { forecast = $"clear sky over {city}" } } };
    }
}
