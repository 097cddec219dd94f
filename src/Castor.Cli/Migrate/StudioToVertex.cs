using System.Text.Json.Nodes;

namespace Castor.Cli.Migrate;

/// <summary>Turns a prompt that Google AI Studio saved into one that Vertex AI Studio imports.</summary>
internal sealed class StudioToVertex
{
    public const string SchemaUri = "gs://google-cloud-aiplatform/schema/dataset/metadata/text_prompt_1.0.0.yaml";

    private readonly JsonObject _rest;
    private readonly JsonObject _message = [];
    private readonly JsonArray _contents = [];
    private JsonArray _fragments = [];
    private bool _multimodal;

    private StudioToVertex(JsonObject prompt) => _rest = prompt.DeepClone().AsObject();

    /// <summary>Converts one prompt.</summary>
    /// <param name="prompt">The file.</param>
    /// <param name="title">Its title, which is the name of the file.</param>
    /// <param name="notes">Takes what the operator should know.</param>
    /// <exception cref="PromptFileException">The file is no such prompt.</exception>
    public static JsonObject Convert(JsonObject prompt, string title, ICollection<string> notes)
    {
        if (prompt[Moved.Key] is JsonObject kept)
        {
            return VertexToStudio.Back(kept, prompt);
        }

        if (Moved.IsUsedIn(prompt))
        {
            throw new PromptFileException("", $"It holds the key '{Moved.Key}', which marks moved values.");
        }

        return new StudioToVertex(prompt).Convert(title, notes);
    }

    /// <summary>The prompt that a document of Vertex AI Studio came from, with what has changed since.</summary>
    /// <param name="kept">What was kept of it.</param>
    /// <param name="message">The prompt message as it is now.</param>
    public static JsonObject Back(JsonObject kept, JsonObject message)
    {
        JsonObject prompt = Moved.Restore(kept["rest"], message)!.AsObject();
        if (!JsonNode.DeepEquals(kept["shape"], Shape(message)))
        {
            PromptFields.Object(prompt, "chunkedPrompt")["chunks"] = VertexToStudio.Chunks(message);
        }

        else
        {
            DropStaleFragments(prompt, kept["fragments"] as JsonArray);
        }

        AddNewSettings(prompt, message);
        return prompt;
    }

    /// <summary>How many parts each turn has: while that stays, every part is where it was.</summary>
    private static JsonArray Shape(JsonObject message) =>
        new([.. (message["contents"] as JsonArray ?? []).Select(content => (JsonNode?)JsonValue.Create((content?["parts"] as JsonArray)?.Count ?? 0))]);

    /// <summary>A chunk also keeps the pieces in which its text was streamed: they and its count of tokens go when the text has changed.</summary>
    private static void DropStaleFragments(JsonObject prompt, JsonArray? fragments)
    {
        foreach (JsonNode? index in fragments ?? [])
        {
            if (Moved.Find(prompt, $"chunkedPrompt/chunks/{index}") is JsonObject chunk && !IsWholeOfFragments(chunk))
            {
                chunk.Remove("parts");
                chunk.Remove("tokenCount");
            }
        }
    }

    private static JsonArray FragmentsOf(JsonArray chunks) =>
        new([.. chunks.Index().Where(c => c.Item is JsonObject chunk && IsWholeOfFragments(chunk)).Select(c => (JsonNode?)JsonValue.Create(c.Index))]);

    private static bool IsWholeOfFragments(JsonObject chunk) =>
        chunk["parts"] is JsonArray parts
        && chunk["text"] is JsonValue text && text.TryGetValue(out string? whole)
        && string.Concat(parts.OfType<JsonObject>().Select(part => part["text"] is JsonValue piece && piece.TryGetValue(out string? words) ? words : "")) == whole;

    private static void AddNewSettings(JsonObject prompt, JsonObject message)
    {
        JsonObject settings = PromptFields.Object(prompt, "runSettings");
        foreach ((string studio, string vertex) in PromptSettings.Values)
        {
            if (!settings.ContainsKey(studio) && Moved.Find(message, vertex) is { } value)
            {
                settings[studio] = value.DeepClone();
            }
        }

        foreach ((string studio, string tool) in PromptSettings.Tools)
        {
            if (Moved.Find(message, $"tools/*/{tool}") is not null && settings[studio]?.GetValueKind() != System.Text.Json.JsonValueKind.True && !settings.ContainsKey(tool))
            {
                settings[studio] = true;
            }
        }
    }

    private JsonObject Convert(string title, ICollection<string> notes)
    {
        JsonObject settings = PromptFields.RequiredObject(_rest, "runSettings");
        JsonObject chunked = PromptFields.RequiredObject(_rest, "chunkedPrompt");
        string model = PromptFields.Text(settings, "runSettings", "model");
        string id = model.StartsWith(PromptSettings.StudioModel, StringComparison.Ordinal) ? model[PromptSettings.StudioModel.Length..] : model;
        _message["model"] = PromptSettings.VertexModel + id;
        settings["model"] = Moved.To("model", PromptSettings.VertexModel, model.Length == id.Length ? "" : PromptSettings.StudioModel);
        _message["contents"] = _contents;
        MoveSystemInstruction();
        MoveSettings(settings);
        MoveTools(settings);
        JsonArray all = PromptFields.RequiredArray(chunked, "chunkedPrompt", "chunks");
        _fragments = FragmentsOf(all);
        var chunks = new StudioChunks(_contents, notes);
        chunks.Move(all);
        _multimodal = chunks.Multimodal;
        return Document(title, id);
    }

    private JsonObject Document(string title, string model) => new()
    {
        ["displayName"] = title,
        ["metadataSchemaUri"] = SchemaUri,
        ["modelReference"] = model,
        ["metadata"] = new JsonObject
        {
            ["promptType"] = _multimodal ? "multimodal_freeform" : "freeform",
            ["promptApiSchema"] = new JsonObject
            {
                ["apiSchemaVersion"] = "1.0.0",
                ["multimodalPrompt"] = new JsonObject { ["promptMessage"] = _message },
                ["executions"] = new JsonArray(),
            },
            [Moved.Key] = new JsonObject { ["rest"] = _rest, ["shape"] = Shape(_message), ["fragments"] = _fragments },
        },
    };

    private void MoveSystemInstruction()
    {
        switch (_rest["systemInstruction"])
        {
            case JsonValue text when text.TryGetValue(out string? words) && words.Length > 0:
                _message["systemInstruction"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = words }) };
                _rest["systemInstruction"] = Moved.To("systemInstruction/parts/0/text");
                break;
            case JsonObject { } fields when fields["text"] is JsonValue words:
                _message["systemInstruction"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = words.DeepClone() }) };
                fields["text"] = Moved.To("systemInstruction/parts/0/text");
                break;
            case JsonObject { } fields when fields["parts"] is JsonArray { Count: > 0 } parts:
                _message["systemInstruction"] = new JsonObject { ["parts"] = parts.DeepClone() };
                fields["parts"] = Moved.To("systemInstruction/parts");
                break;
        }
    }

    private void MoveSettings(JsonObject settings)
    {
        foreach ((string studio, string vertex) in PromptSettings.Values)
        {
            if (settings[studio] is { } value)
            {
                PromptFields.Set(_message, vertex, value.DeepClone());
                settings[studio] = Moved.To(vertex);
            }
        }

        (string level, string place) = PromptSettings.ThinkingLevel;
        if (settings[level] is JsonValue word && word.TryGetValue(out string? text))
        {
            bool prefixed = text.StartsWith(PromptSettings.ThinkingPrefix, StringComparison.Ordinal);
            PromptFields.Set(_message, place, prefixed ? text[PromptSettings.ThinkingPrefix.Length..] : text);
            settings[level] = Moved.To(place, prefix: prefixed ? PromptSettings.ThinkingPrefix : "");
        }
    }

    private void MoveTools(JsonObject settings)
    {
        var tools = new JsonArray();
        foreach ((string studio, string tool) in PromptSettings.Tools)
        {
            JsonNode? own = settings[tool] as JsonObject;
            bool on = settings[studio] is JsonValue flag && flag.TryGetValue(out bool set) && set;
            if (own is null && !on)
            {
                continue;
            }

            tools.Add(new JsonObject { [tool] = own?.DeepClone() ?? new JsonObject() });
            if (own is not null)
            {
                settings[tool] = Moved.To($"tools/*/{tool}");
            }

            if (on)
            {
                settings[studio] = Moved.ToExistence($"tools/*/{tool}");
            }
        }

        if (tools.Count > 0)
        {
            _message["tools"] = tools;
        }
    }
}
