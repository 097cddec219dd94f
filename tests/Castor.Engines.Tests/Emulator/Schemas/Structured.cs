using System.Text.Json;
using Castor.Engines.Emulator;
using Castor.Engines.Emulator.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>Short ways to ask for structured answers.</summary>
internal static class Structured
{
    public static string Text(string prompt, string jsonSchema, ulong seed = 7) =>
        StructuredAnswer.Create(
            Asking.Request(prompt, new GenerationConfig { ResponseMimeType = "application/json", ResponseJsonSchema = JsonElement.Parse(jsonSchema) }),
            prompt,
            new EmulatorRandom(seed))!;

    public static JsonElement Json(string prompt, string jsonSchema, ulong seed = 7) => JsonElement.Parse(Text(prompt, jsonSchema, seed));

    public static string? Text(string prompt, GenerationConfig config, ulong seed = 7) =>
        StructuredAnswer.Create(Asking.Request(prompt, config), prompt, new EmulatorRandom(seed));

    public static JsonElement Json(string prompt, Schema schema, ulong seed = 7) =>
        JsonElement.Parse(Text(prompt, new GenerationConfig { ResponseMimeType = "application/json", ResponseSchema = schema }, seed)!);

    public static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
