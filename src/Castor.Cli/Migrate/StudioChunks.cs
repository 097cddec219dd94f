using System.Text.Json.Nodes;

namespace Castor.Cli.Migrate;

/// <summary>Moves the chunks of a prompt of Google AI Studio into the turns of a prompt message.</summary>
/// <param name="contents">Takes the turns.</param>
/// <param name="notes">Takes what the operator should know.</param>
internal sealed class StudioChunks(JsonArray contents, ICollection<string> notes)
{
    private static readonly string[] s_inline = ["inlineImage", "inlineAudio", "inlineData", "inlineFile"];

    private static readonly (string Key, string MimeType)[] s_drive =
    [
        ("driveDocument", "application/pdf"), ("driveImage", "image/png"), ("driveVideo", "video/mp4"), ("driveAudio", "audio/mpeg"),
    ];

    private string? _signature;

    /// <summary>Whether anything but text was moved.</summary>
    public bool Multimodal { get; private set; }

    public void Move(JsonArray chunks)
    {
        for (int i = 0; i < chunks.Count; i++)
        {
            string place = $"chunkedPrompt.chunks[{i}]";
            if (chunks[i] is not JsonObject chunk)
            {
                throw new PromptFileException(place, "A chunk has to be an object.");
            }

            string role = PromptFields.Text(chunk, place, "role");
            if (role is not ("user" or "model"))
            {
                throw new PromptFileException($"{place}.role", $"The role of a chunk is 'user' or 'model', not '{role}'.");
            }

            if (chunk["isThought"] is JsonValue flag && flag.TryGetValue(out bool thought) && thought)
            {
                // Thoughts are not sent again; the signature that stands for them goes with the answer behind.
                _signature = SignatureOf(chunk) ?? _signature;
            }
            else
            {
                MoveChunk(chunk, role);
            }
        }
    }

    private static string? SignatureOf(JsonObject chunk) =>
        (string?)(chunk["parts"] as JsonArray)?.OfType<JsonObject>().Select(part => part["thoughtSignature"]).LastOrDefault(s => s is not null)
        ?? (string?)(chunk["thoughtSignatures"] as JsonArray)?.LastOrDefault();

    private void MoveChunk(JsonObject chunk, string role)
    {
        var parts = new List<(JsonObject Part, string? Key, string Field)>();
        if (chunk["text"] is JsonValue text && text.TryGetValue(out string? words))
        {
            parts.Add((new JsonObject { ["text"] = words }, "text", "text"));
        }

        foreach (string key in s_inline)
        {
            if (chunk[key] is JsonObject inline)
            {
                parts.Add((new JsonObject { ["inlineData"] = inline.DeepClone() }, key, "inlineData"));
            }
        }

        foreach (string key in (string[])["executableCode", "codeExecutionResult"])
        {
            if (chunk[key] is JsonObject code)
            {
                parts.Add((new JsonObject { [key] = code.DeepClone() }, key, key));
            }
        }

        AddFiles(chunk, parts);
        if (parts.Count == 0)
        {
            return;
        }

        AddSignature(chunk, role, parts[0].Part);
        Multimodal |= parts.Exists(part => part.Field != "text");
        (JsonArray turn, string place) = Turn(role);
        foreach ((JsonObject part, string? key, string field) in parts)
        {
            if (key is not null)
            {
                chunk[key] = Moved.To($"{place}/{turn.Count}/{field}");
            }

            turn.Add(part);
        }
    }

    private void AddSignature(JsonObject chunk, string role, JsonObject part)
    {
        if (role == "model" && (SignatureOf(chunk) ?? _signature) is { } signature)
        {
            part["thoughtSignature"] = signature;
            _signature = null;
        }
    }

    private void AddFiles(JsonObject chunk, List<(JsonObject Part, string? Key, string Field)> parts)
    {
        foreach ((string key, string mimeType) in s_drive)
        {
            if ((string?)(chunk[key] as JsonObject)?["id"] is { } id)
            {
                parts.Add((File($"https://drive.google.com/open?id={id}", mimeType, "missing attachment"), null, "fileData"));
                notes.Add($"the attachment {id} is in Google Drive, not in the file: put it into Cloud Storage and name it in its place");
            }
        }

        if ((string?)(chunk["youtubeVideo"] as JsonObject)?["id"] is { } video)
        {
            parts.Add((File($"https://www.youtube.com/watch?v={video}", "video/mp4", null), null, "fileData"));
        }
    }

    private static JsonObject File(string uri, string mimeType, string? displayName)
    {
        var data = new JsonObject { ["fileUri"] = uri, ["mimeType"] = mimeType };
        if (displayName is not null)
        {
            data["displayName"] = displayName;
        }

        return new JsonObject { ["fileData"] = data };
    }

    /// <summary>The parts of the turn that goes on, or of a new one where the role changes.</summary>
    private (JsonArray Parts, string Place) Turn(string role)
    {
        if (contents.LastOrDefault() is not JsonObject last || (string?)last["role"] != role)
        {
            contents.Add(new JsonObject { ["role"] = role, ["parts"] = new JsonArray() });
        }

        return (contents[^1]!["parts"]!.AsArray(), $"contents/{contents.Count - 1}/parts");
    }
}
