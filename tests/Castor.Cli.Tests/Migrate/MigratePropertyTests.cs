using System.Text.Json.Nodes;
using Castor.Cli.Migrate;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Cli.Tests.Migrate;

/// <summary>Random prompt files, with keys that nobody knows at every level, come back from the other studio as they were.</summary>
public sealed class MigratePropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 23).WithMaxTest(1000);

    private static readonly Gen<string> s_text = Gen.Elements(
        "", "a", "two words", "a \"quoted\" \\ line\nand another", "日本語 🌟", "<b>&amp;</b> = +", "{name}", "THINKING_HIGH", "HIGH", "models/m", "contents/0/parts/0", "\u0000\u001f\ud83d");

    private static readonly Gen<JsonNode?> s_scalar = Gen.OneOf(
        s_text.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Elements("null", "true", "false", "0", "-1", "0.7", "1e3", "65536").Select(text => JsonNode.Parse(text)));

    private static readonly Gen<JsonNode?> s_any = Any(2);

    private static readonly Gen<JsonNode?> s_parts = Objects(
        ("text", Text()), ("thought", s_scalar), ("thoughtSignature", Text()), ("inlineData", Blob()), ("future", s_any)).Select(list => (JsonNode?)list);

    private static readonly Gen<JsonNode?> s_chunks = Objects(
        ("role", Gen.Elements("user", "model").Select(role => (JsonNode?)JsonValue.Create(role)), true),
        ("text", Text(), false), ("tokenCount", s_scalar, false), ("isThought", s_scalar, false), ("parts", s_parts, false),
        ("thoughtSignatures", Text().Select(text => (JsonNode?)new JsonArray(text?.DeepClone())), false),
        ("inlineImage", Blob(), false), ("inlineAudio", Blob(), false), ("inlineFile", Blob(), false), ("driveImage", Id(), false), ("driveDocument", Id(), false), ("youtubeVideo", Id(), false),
        ("executableCode", s_any, false), ("codeExecutionResult", s_any, false), ("grounding", s_any, false), ("future", s_any, false)).Select(list => (JsonNode?)list);

    private static readonly Gen<JsonObject> s_studio = Object(
        ("runSettings", Object(
            ("model", Text(), true), ("temperature", s_any, false), ("topP", s_scalar, false), ("topK", s_scalar, false), ("maxOutputTokens", s_scalar, false),
            ("responseMimeType", s_scalar, false), ("responseModalities", s_any, false), ("thinkingBudget", s_scalar, false), ("thinkingLevel", s_scalar, false),
            ("outputResolution", s_scalar, false), ("aspectRatio", s_scalar, false), ("safetySettings", s_any, false), ("enableCodeExecution", s_scalar, false),
            ("enableSearchAsATool", s_scalar, false), ("googleSearch", s_any, false), ("enableBrowseAsATool", s_scalar, false), ("urlContext", s_any, false),
            ("enableGoogleMaps", s_scalar, false), ("future", s_any, false)).Select(fields => (JsonNode?)fields), true),
        ("systemInstruction", Gen.OneOf(s_any, Object(("text", Text(), false), ("parts", s_parts, false), ("future", s_any, false)).Select(fields => (JsonNode?)fields)), false),
        ("citations", s_any, false),
        ("chunkedPrompt", Object(("chunks", s_chunks, true), ("pendingInputs", s_any, false), ("future", s_any, false)).Select(fields => (JsonNode?)fields), true),
        ("displayName", s_scalar, false),
        ("future", s_any, false));

    private static readonly Gen<JsonNode?> s_contents = Objects(
        ("role", Gen.Elements("user", "model").Select(role => (JsonNode?)JsonValue.Create(role)), false),
        ("parts", Objects(
            ("text", Text()), ("inlineData", Blob()), ("functionCall", s_any), ("thought", s_scalar), ("fileData", s_any), ("codeExecutionResult", s_any), ("future", s_any)).Select(list => (JsonNode?)list), false),
        ("future", s_any, false)).Select(list => (JsonNode?)list);

    private static readonly Gen<JsonObject> s_message = Object(
        ("model", Text(), false), ("contents", s_contents, true),
        ("systemInstruction", Object(("role", s_scalar, false), ("parts", s_parts, false)).Select(fields => (JsonNode?)fields), false),
        ("generationConfig", Object(
            ("temperature", s_any, false), ("topP", s_scalar, false), ("responseSchema", s_any, false),
            ("thinkingConfig", Object(("thinkingLevel", Text(), false), ("thinkingBudget", s_scalar, false), ("future", s_any, false)).Select(fields => (JsonNode?)fields), false),
            ("future", s_any, false)).Select(fields => (JsonNode?)fields), false),
        ("tools", Objects(("googleSearch", s_any), ("codeExecution", s_any), ("urlContext", s_any), ("functionDeclarations", s_any)).Select(list => (JsonNode?)list), false),
        ("safetySettings", s_any, false), ("future", s_any, false));

    [Fact]
    public void StudioPrompt_ThereAndBack_IsTheSame() => Check.One(s_config, Prop.ForAll(s_studio.ToArbitrary(), prompt =>
    {
        JsonObject there = Saved(StudioToVertex.Convert(prompt, "title", []));
        AssertSame(prompt, Saved(VertexToStudio.Convert(there)));
    }));

    [Fact]
    public void VertexPrompt_ThereAndBack_IsTheSame() => Check.One(s_config, Prop.ForAll(s_message.ToArbitrary(), s_any.ToArbitrary(), (message, future) =>
    {
        var document = new JsonObject
        {
            ["displayName"] = "title",
            ["future"] = future?.DeepClone(),
            ["metadata"] = new JsonObject
            {
                ["future"] = future?.DeepClone(),
                ["promptApiSchema"] = new JsonObject
                {
                    ["apiSchemaVersion"] = "1.0.0",
                    ["multimodalPrompt"] = new JsonObject { ["promptMessage"] = message.DeepClone(), ["future"] = future?.DeepClone() },
                    ["executions"] = future?.DeepClone(),
                },
            },
        };
        JsonObject there = Saved(VertexToStudio.Convert(document));
        AssertSame(document, Saved(StudioToVertex.Convert(there, "title", [])));
    }));

    private static void AssertSame(JsonObject expected, JsonObject actual) =>
        Assert.True(JsonNode.DeepEquals(Saved(expected), actual), $"{expected.ToJsonString()}\ncame back as\n{actual.ToJsonString()}");

    /// <summary>The document as a file has it.</summary>
    private static JsonObject Saved(JsonObject document) => JsonNode.Parse(PromptDocument.Write(document))!.AsObject();

    private static Gen<JsonNode?> Text() => s_text.Select(text => (JsonNode?)JsonValue.Create(text));

    private static Gen<JsonNode?> Id() => s_text.Select(text => (JsonNode?)new JsonObject { ["id"] = text });

    private static Gen<JsonNode?> Blob() => s_text.Select(text => (JsonNode?)new JsonObject { ["mimeType"] = "image/png", ["data"] = "aGk=", ["future"] = text });

    private static Gen<JsonNode?> Any(int depth) => depth <= 0
        ? s_scalar
        : Gen.OneOf(
            s_scalar,
            Gen.Choose(0, 2).SelectMany(count => Any(depth - 1).ArrayOf(count)).Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Object(("a", Any(depth - 1), false), ("text", Any(depth - 1), false), ("b/c", Any(depth - 1), false), ("", Any(depth - 1), false)).Select(fields => (JsonNode?)fields));

    private static Gen<JsonArray> Objects(params (string Name, Gen<JsonNode?> Value)[] fields) => Objects([.. fields.Select(f => (f.Name, f.Value, false))]);

    private static Gen<JsonArray> Objects(params (string Name, Gen<JsonNode?> Value, bool Required)[] fields) =>
        from count in Gen.Choose(0, 4)
        from items in Object(fields).ArrayOf(count)
        select new JsonArray([.. items]);

    /// <summary>An object with the required fields and some of the others.</summary>
    private static Gen<JsonObject> Object(params (string Name, Gen<JsonNode?> Value, bool Required)[] fields) => fields.Aggregate(
        Gen.Constant(0).Select(_ => new JsonObject()),
        (earlier, field) =>
            from before in earlier
            from there in field.Required ? Gen.Constant(true) : Gen.Elements(true, false, false)
            from value in field.Value
            select there ? With(before, field.Name, value) : before);

    private static JsonObject With(JsonObject fields, string name, JsonNode? value)
    {
        JsonObject copy = fields.DeepClone().AsObject();
        copy[name] = value?.DeepClone();
        return copy;
    }
}
