using System.Text.Json.Nodes;

namespace Castor.Cli.Tests.Migrate;

/// <summary><c>castor migrate prompts</c>, there and back.</summary>
public sealed class MigratePromptsTests : IDisposable
{
    private const string Message = "metadata/promptApiSchema/multimodalPrompt/promptMessage";

    private const string Studio =
        """
        {
          "runSettings": {
            "model": "models/gemini-2.5-pro", "temperature": 0.7, "topP": 0.95, "topK": 64, "maxOutputTokens": 65536,
            "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "OFF"}],
            "enableCodeExecution": false, "enableSearchAsATool": true, "enableBrowseAsATool": true, "googleSearch": {},
            "thinkingBudget": -1, "thinkingLevel": "THINKING_HIGH", "futureSetting": {"a": [1, null]}
          },
          "systemInstruction": {"parts": [{"text": "Be brief."}], "futureKey": 1},
          "citations": [{"uri": "https://example.com"}],
          "chunkedPrompt": {
            "chunks": [
              {"text": "What is this?", "role": "user", "tokenCount": 4},
              {"inlineImage": {"mimeType": "image/png", "data": "aGk="}, "role": "user", "tokenCount": 258},
              {"driveImage": {"id": "DRIVE1"}, "role": "user"},
              {"text": "Thinking of it.", "role": "model", "isThought": true, "parts": [{"text": "Thinking of it.", "thought": true, "thoughtSignature": "c2ln"}]},
              {"text": "A cat = a cat.", "role": "model", "finishReason": "STOP", "tokenCount": 9, "parts": [{"text": "A cat "}, {"text": "= a cat."}], "unknown": "kept"},
              {"youtubeVideo": {"id": "abc"}, "role": "user"},
              {"text": "And this?", "role": "user"}
            ],
            "pendingInputs": [{"text": "", "role": "user"}]
          },
          "futureTop": true
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StudioPrompt_ForVertex_HasItsTurnsSettingsAndTools()
    {
        await SaveAsync("in/My prompt v1.2", Studio);
        CommandResult result = await RunAsync(_folder.File("in"), "--to", "vertex");

        Assert.Equal((0, $"1 prompts are in {_folder.File("in-vertex")}.\n"), (result.ExitCode, result.Output));
        Assert.Contains("the attachment DRIVE1 is in Google Drive", result.Error, StringComparison.Ordinal);
        JsonNode prompt = await LoadAsync("in-vertex/My prompt v1.2.json");
        Assert.Equal(("My prompt v1.2", "gemini-2.5-pro", "multimodal_freeform", "1.0.0"), (
            (string)prompt["displayName"]!, (string)prompt["modelReference"]!, (string)prompt["metadata"]!["promptType"]!,
            (string)prompt["metadata"]!["promptApiSchema"]!["apiSchemaVersion"]!));
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """
                    {
                      "model": "publishers/google/models/gemini-2.5-pro",
                      "contents": [
                        {"role": "user", "parts": [
                          {"text": "What is this?"}, {"inlineData": {"mimeType": "image/png", "data": "aGk="}},
                          {"fileData": {"fileUri": "https://drive.google.com/open?id=DRIVE1", "mimeType": "image/png", "displayName": "missing attachment"}}]},
                        {"role": "model", "parts": [{"text": "A cat = a cat.", "thoughtSignature": "c2ln"}]},
                        {"role": "user", "parts": [
                          {"fileData": {"fileUri": "https://www.youtube.com/watch?v=abc", "mimeType": "video/mp4"}}, {"text": "And this?"}]}
                      ],
                      "systemInstruction": {"parts": [{"text": "Be brief."}]},
                      "generationConfig": {"temperature": 0.7, "topP": 0.95, "topK": 64, "maxOutputTokens": 65536, "thinkingConfig": {"thinkingBudget": -1, "thinkingLevel": "HIGH"}},
                      "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "OFF"}],
                      "tools": [{"googleSearch": {}}, {"urlContext": {}}]
                    }
                    """),
                At(prompt, Message)),
            At(prompt, Message).ToJsonString());
    }

    [Theory]
    [InlineData(Studio)]
    [InlineData("""{"runSettings":{"model":"tunedModels/x"},"systemInstruction":{},"chunkedPrompt":{"chunks":[]}}""")]
    [InlineData("""{"runSettings":{"model":"models/m","enableCodeExecution":true},"systemInstruction":"short","chunkedPrompt":{"chunks":[{"role":"model","executableCode":{"language":"PYTHON","code":"1"}}]}}""")]
    [InlineData("""{"runSettings":{"model":"models/m"},"systemInstruction":{"text":"t"},"chunkedPrompt":{"chunks":[{"role":"user","text":"a","parts":[{"text":"b"}]}]}}""")]
    public async Task StudioPrompt_ThereAndBack_IsTheSame(string text)
    {
        await SaveAsync("in/title.txt", text);
        await RunAsync(_folder.File("in"), "--to", "vertex", "--output", _folder.File("there"));
        await RunAsync(_folder.File("there"), "--to", "aistudio", "--output", _folder.File("back"));
        JsonNode back = await LoadAsync("back/title");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), back), back.ToJsonString());
    }

    [Fact]
    public async Task VertexPrompt_ThereAndBack_IsTheSame()
    {
        const string text =
            """
            {
              "name": "projects/1/locations/l/datasets/2", "displayName": "Greeter", "labels": {"a": "b"}, "modelReference": "gemini-2.5-flash",
              "metadata": {"promptType": "freeform", "promptApiSchema": {
                "apiSchemaVersion": "1.0.0", "future": 1,
                "multimodalPrompt": {"promptMessage": {
                  "model": "projects/p/locations/l/publishers/google/models/gemini-2.5-flash",
                  "contents": [{"role": "user", "parts": [{"text": "Greet {name}"}, {"functionCall": {"name": "f"}}, {"text": "now"}]}],
                  "systemInstruction": {"role": "system", "parts": [{"text": "kind"}]},
                  "generationConfig": {"temperature": 1, "responseSchema": {"type": "STRING"}, "thinkingConfig": {"thinkingLevel": "LOW"}},
                  "tools": [{"functionDeclarations": [{"name": "f"}]}, {"googleSearch": {"x": 1}}], "toolConfig": {}
                }},
                "executions": [{"arguments": {"name": {"partList": {"parts": [{"text": "Ada"}]}}}}]
              }}
            }
            """;
        await SaveAsync("in/file.json", text);
        await RunAsync(_folder.File("in"), "--to", "aistudio", "--output", _folder.File("there"));
        JsonNode there = await LoadAsync("there/Greeter");
        Assert.Equal(("models/gemini-2.5-flash", "THINKING_LOW", true), (
            (string)there["runSettings"]!["model"]!, (string)there["runSettings"]!["thinkingLevel"]!, (bool)there["runSettings"]!["enableSearchAsATool"]!));
        Assert.Equal(["Greet {name}", "now"], there["chunkedPrompt"]!["chunks"]!.AsArray().Select(c => (string)c!["text"]!));
        await RunAsync(_folder.File("there"), "--to", "vertex", "--output", _folder.File("back"));
        JsonNode back = await LoadAsync("back/Greeter.json");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), back), back.ToJsonString());
    }

    [Fact]
    public async Task WhatIsChangedThere_ComesBackChanged()
    {
        await SaveAsync("in/title", Studio);
        await RunAsync(_folder.File("in"), "--to", "vertex", "--output", _folder.File("there"));
        JsonNode there = await LoadAsync("there/title.json");
        JsonNode message = At(there, Message);
        message["generationConfig"]!["temperature"] = 0.1;
        message["generationConfig"]!["topK"] = null;
        message["tools"]!.AsArray().RemoveAt(1);
        message["tools"]!.AsArray().Add(new JsonObject { ["codeExecution"] = new JsonObject() });
        message["contents"]![1]!["parts"]![0]!["text"] = "A dog.";
        await SaveAsync("there/title.json", there.ToJsonString());
        await RunAsync(_folder.File("there"), "--to", "aistudio", "--output", _folder.File("back"));

        JsonNode back = await LoadAsync("back/title");
        JsonNode settings = back["runSettings"]!;
        Assert.Equal((0.1, false, true, true), ((double)settings["temperature"]!, (bool)settings["enableBrowseAsATool"]!, (bool)settings["enableCodeExecution"]!, (bool)settings["enableSearchAsATool"]!));
        Assert.False(settings.AsObject().ContainsKey("topK"));
        JsonNode chunk = back["chunkedPrompt"]!["chunks"]![4]!;
        Assert.Equal("""{"text":"A dog.","role":"model","finishReason":"STOP","unknown":"kept"}""", chunk.ToJsonString());

        message["contents"]!.AsArray().Add(JsonNode.Parse("""{"role":"model","parts":[{"text":"New turn."}]}"""));
        await SaveAsync("there/title.json", there.ToJsonString());
        await RunAsync(_folder.File("there"), "--to", "aistudio", "--output", _folder.File("again"));
        JsonNode again = await LoadAsync("again/title");
        Assert.Equal("New turn.", (string)again["chunkedPrompt"]!["chunks"]!.AsArray()[^1]!["text"]!);
        Assert.True((bool)again["futureTop"]!);
    }

    [Fact]
    public async Task Folder_WithBrokenFiles_NamesEachWithItsLineAndConvertsTheOthers()
    {
        await SaveAsync("in/a.txt", Studio);
        await SaveAsync("in/broken.txt", "{\n  \"runSettings\": {\n    \"model\" \"x\"\n}}");
        await SaveAsync("in/twice.txt", "{\n\"runSettings\": {},\n\"runSettings\": {}}");
        await SaveAsync("in/image", "{\"imagenPrompt\": {}}");
        await SaveAsync("in/role.txt", "{\"runSettings\":{\"model\":\"models/m\"},\n\"chunkedPrompt\":{\"chunks\":[\n{\"role\":\"user\",\"text\":\"a\"},\n{\"role\":\"robot\"}]}}");
        await SaveAsync("in/picture.png", "\u0089PNG");
        await SaveAsync("in/.hidden", "x");
        CommandResult result = await RunAsync(_folder.File("in"), "--to", "vertex", "--output", _folder.File("out"));

        Assert.Equal((1, $"1 prompts are in {_folder.File("out")}. 4 could not be read.\n"), (result.ExitCode, result.Output));
        Assert.Contains($"{_folder.File("in/broken.txt")}:3: ", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{_folder.File("in/twice.txt")}:3: ", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{_folder.File("in/image")}:1: There is no 'runSettings'", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{_folder.File("in/role.txt")}:4: The role of a chunk is 'user' or 'model', not 'robot'.", result.Error, StringComparison.Ordinal);
        Assert.Contains("picture.png is no prompt, and is left out.", result.Error, StringComparison.Ordinal);
        Assert.Equal(["a.json"], Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Bulk_ThereAndBack_IsOneFileAndThenOneEach()
    {
        await SaveAsync("in/first", Studio);
        await SaveAsync("in/second", """{"runSettings":{"model":"models/m"},"chunkedPrompt":{"chunks":[]}}""");
        await RunAsync(_folder.File("in"), "--to", "vertex", "--bulk", _folder.File("all.json"));
        Assert.Equal(["first", "second"], (await LoadAsync("all.json")).AsArray().Select(p => (string)p!["displayName"]!));
        await RunAsync(_folder.File("all.json"), "--to", "aistudio", "--output", _folder.File("back"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Studio), await LoadAsync("back/first")));
        Assert.Equal(["first", "second"], Directory.GetFiles(_folder.File("back")).Select(Path.GetFileName).Order());
        CommandResult misuse = await RunAsync(_folder.File("all.json"), "--to", "aistudio", "--bulk", _folder.File("x"));
        Assert.Equal(2, misuse.ExitCode);
    }

    [Fact]
    public async Task Title_ThatLeadsElsewhere_StaysInTheFolder()
    {
        await SaveAsync("in/evil.json", """{"displayName":"../../evil","modelReference":"m","metadata":{"promptApiSchema":{"multimodalPrompt":{"promptMessage":{"contents":[]}}}}}""");
        await RunAsync(_folder.File("in"), "--to", "aistudio", "--output", _folder.File("out"));
        Assert.Equal(["_.._evil"], Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName));
    }

    private static JsonNode At(JsonNode node, string path) => path.Split('/').Aggregate(node, (n, name) => n[name]!);

    private async Task SaveAsync(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        await File.WriteAllTextAsync(_folder.File(name), text, Cancellation);
    }

    private async Task<JsonNode> LoadAsync(string name) => JsonNode.Parse(await File.ReadAllTextAsync(_folder.File(name), Cancellation))!;

    private static Task<CommandResult> RunAsync(params string[] arguments) => CastorProcess.RunAsync(["migrate", "prompts", .. arguments]);
}
