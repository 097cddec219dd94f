using System.Text.Json.Nodes;

namespace Castor.Cli.Migrate;

/// <summary>Turns a prompt of Vertex AI Studio into one that Google AI Studio opens.</summary>
internal static class VertexToStudio
{
    private const string MessagePlace = "metadata/promptApiSchema/multimodalPrompt/promptMessage";

    /// <summary>Converts one prompt.</summary>
    /// <param name="document">The prompt of Vertex AI Studio.</param>
    /// <exception cref="PromptFileException">The document is no such prompt.</exception>
    public static JsonObject Convert(JsonObject document)
    {
        string version = (string?)Moved.Find(document, "metadata/promptApiSchema/apiSchemaVersion") ?? "";
        if (version.Length > 0 && !version.StartsWith("1.", StringComparison.Ordinal) && !version.StartsWith("0.", StringComparison.Ordinal))
        {
            throw new PromptFileException("metadata.promptApiSchema.apiSchemaVersion", $"Version {version} is newer than this Castor knows.");
        }

        if (Moved.Find(document, MessagePlace) is not JsonObject message)
        {
            throw new PromptFileException("metadata", $"There is no {MessagePlace.Replace('/', '.')}.");
        }

        return document["metadata"]![Moved.Key] is JsonObject kept ? StudioToVertex.Back(kept, message) : ConvertNew(document, message);
    }

    /// <summary>The prompt of Vertex AI Studio that a file of Google AI Studio came from, with what has changed since.</summary>
    /// <param name="kept">What was kept of it.</param>
    /// <param name="prompt">The file as it is now.</param>
    public static JsonObject Back(JsonObject kept, JsonObject prompt)
    {
        JsonObject document = Moved.Restore(kept["rest"], prompt)!.AsObject();
        int count = (Moved.Find(prompt, "chunkedPrompt/chunks") as JsonArray)?.Count ?? 0;
        if (count != (int)kept["chunks"]!)
        {
            var contents = new JsonArray();
            new StudioChunks(contents, []).Move(Moved.Find(prompt, "chunkedPrompt/chunks")!.DeepClone().AsArray());
            Moved.Find(document, MessagePlace)!["contents"] = contents;
        }

        return document;
    }

    /// <summary>The turns of a prompt message as chunks, one a part.</summary>
    public static JsonArray Chunks(JsonObject message)
    {
        JsonObject copy = message.DeepClone().AsObject();
        return MoveChunks(copy);
    }

    private static JsonObject ConvertNew(JsonObject document, JsonObject message)
    {
        if (Moved.IsUsedIn(document))
        {
            throw new PromptFileException("", $"It holds the key '{Moved.Key}', which marks moved values.");
        }

        JsonObject rest = document.DeepClone().AsObject();
        JsonObject moving = Moved.Find(rest, MessagePlace)!.AsObject();
        JsonArray chunks = MoveChunks(moving);
        var prompt = new JsonObject
        {
            ["runSettings"] = MoveSettings(moving, (string?)message["model"] ?? (string?)document["modelReference"] ?? ""),
            ["systemInstruction"] = MoveSystemInstruction(moving),
            ["chunkedPrompt"] = new JsonObject { ["chunks"] = chunks, ["pendingInputs"] = new JsonArray() },
        };
        prompt[Moved.Key] = new JsonObject { ["rest"] = rest, ["chunks"] = chunks.Count };
        return prompt;
    }

    private static JsonArray MoveChunks(JsonObject message)
    {
        var chunks = new JsonArray();
        foreach (JsonObject content in (message["contents"] as JsonArray ?? []).OfType<JsonObject>())
        {
            string role = (string?)content["role"] ?? "user";
            foreach (JsonObject part in (content["parts"] as JsonArray ?? []).OfType<JsonObject>())
            {
                // Of what Google AI Studio has no chunk for, such as function calls, nothing moves: it waits in its place.
                if (Array.Find(["text", "inlineData", "executableCode", "codeExecutionResult"], f => part[f] is not null) is not { } field)
                {
                    continue;
                }

                var chunk = new JsonObject { [field] = part[field]?.DeepClone(), ["role"] = role };
                if (part["thought"] is JsonValue flag && flag.TryGetValue(out bool thought) && thought)
                {
                    chunk["isThought"] = true;
                }

                part[field] = Moved.To($"chunkedPrompt/chunks/{chunks.Count}/{field}");
                chunks.Add(chunk);
            }
        }

        return chunks;
    }

    private static JsonObject MoveSystemInstruction(JsonObject message)
    {
        if (Moved.Find(message, "systemInstruction/parts") is not JsonArray { Count: > 0 } parts)
        {
            return [];
        }

        message["systemInstruction"]!["parts"] = Moved.To("systemInstruction/parts");
        return new JsonObject { ["parts"] = parts.DeepClone() };
    }

    private static JsonObject MoveSettings(JsonObject message, string model)
    {
        string id = model[(model.LastIndexOf('/') + 1)..];
        var settings = new JsonObject { ["model"] = PromptSettings.StudioModel + id };
        if (message["model"] is not null)
        {
            message["model"] = Moved.To("runSettings/model", PromptSettings.StudioModel, model[..(model.Length - id.Length)]);
        }

        foreach ((string studio, string vertex) in PromptSettings.Values)
        {
            if (Moved.Find(message, vertex) is { } value)
            {
                settings[studio] = value.DeepClone();
                PromptFields.Set(message, vertex, Moved.To($"runSettings/{studio}"));
            }
        }

        (string level, string place) = PromptSettings.ThinkingLevel;
        if ((string?)Moved.Find(message, place) is { } text)
        {
            settings[level] = PromptSettings.ThinkingPrefix + text;
            PromptFields.Set(message, place, Moved.To($"runSettings/{level}", strip: PromptSettings.ThinkingPrefix));
        }

        foreach ((string studio, string tool) in PromptSettings.Tools)
        {
            if ((message["tools"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(t => t[tool] is not null) is { } holder)
            {
                settings[studio] = true;
                holder[tool] = Moved.WhileTrue($"runSettings/{studio}", holder[tool]);
            }
        }

        return settings;
    }
}
