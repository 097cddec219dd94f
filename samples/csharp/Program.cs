using Castor.Samples;

var samples = new Dictionary<string, Func<GeminiHttp, Task>>
{
    ["text"] = TextSamples.TextAsync,
    ["stream"] = TextSamples.StreamAsync,
    ["chat"] = TextSamples.ChatAsync,
    ["thinking"] = TextSamples.ThinkingAsync,
    ["structured-output"] = ToolSamples.StructuredOutputAsync,
    ["function-calling"] = ToolSamples.FunctionCallingAsync,
    ["image-input"] = MediaSamples.ImageInputAsync,
    ["image-output"] = MediaSamples.ImageOutputAsync,
    ["speech-output"] = MediaSamples.SpeechOutputAsync,
    ["embeddings"] = OtherSamples.EmbeddingsAsync,
    ["count-tokens"] = OtherSamples.CountTokensAsync,
    ["models"] = OtherSamples.ModelsAsync,
    ["errors"] = OtherSamples.ErrorsAsync,
};

if (args is not [string name] || !samples.TryGetValue(name, out Func<GeminiHttp, Task>? sample))
{
    Console.Error.WriteLine($"Name one of: {string.Join(", ", samples.Keys)}");
    return 2;
}

using var gemini = new GeminiHttp();
await sample(gemini);
return 0;
