using System.Buffers;
using System.Text;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests.Emulator;

/// <summary>Short ways to ask the emulator something and to read its answer.</summary>
internal static class Asking
{
    public static GenerateContentRequest Request(string prompt, GenerationConfig? config = null) => new()
    {
        Contents = [new Content { Role = "user", Parts = [new Part { Text = prompt }] }],
        GenerationConfig = config,
    };

    public static GenerationCall Call(GenerateContentRequest request, ModelEntry? model = null, bool streamed = false) =>
        new() { Request = request, Model = model ?? TestModels.Flash25, Streamed = streamed };

    public static async Task<List<GenerateContentResponse>> Chunks(GenerationCall call)
    {
        var chunks = new List<GenerateContentResponse>();
        await foreach (GenerateContentResponse chunk in new EmulatorEngine().GenerateAsync(call, TestContext.Current.CancellationToken))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    public static async Task<List<GenerateContentResponse>> Stream(GenerateContentRequest request, ModelEntry? model = null) =>
        await Chunks(Call(request, model, streamed: true));

    public static async Task<GenerateContentResponse> Answer(GenerateContentRequest request, ModelEntry? model = null) =>
        Assert.Single(await Chunks(Call(request, model)));

    public static async Task<string> Text(string prompt, GenerationConfig? config = null, ModelEntry? model = null) =>
        TextOf(await Answer(Request(prompt, config), model));

    public static string TextOf(GenerateContentResponse response, int candidate = 0)
    {
        var text = new StringBuilder();
        foreach (Part part in response.Candidates![candidate].Content?.Parts ?? [])
        {
            text.Append(part.Thought == true ? null : part.Text);
        }

        return text.ToString();
    }

    public static GenerateContentResponse Fold(IEnumerable<GenerateContentResponse> chunks)
    {
        var fold = new ResponseFold();
        foreach (GenerateContentResponse chunk in chunks)
        {
            fold.Add(chunk);
        }

        return fold.ToResponse();
    }

    public static string Json(GenerateContentResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>();
        WireJson.Write(buffer, response, JsonStyle.Compact);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
