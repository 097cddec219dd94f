using System.Globalization;
using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Reads the content of a message: a text, or a list of parts.</summary>
internal static class ChatContentReader
{
    /// <summary>All parts of a message.</summary>
    /// <exception cref="ApiException">The content is neither text nor list, or a part is of no known type.</exception>
    public static IReadOnlyList<Part> ReadParts(JsonElement? content, string messagePath)
    {
        switch (content?.ValueKind)
        {
            case null or JsonValueKind.Null:
                return [];
            case JsonValueKind.String:
                return [new Part { Text = content.Value.GetString() }];
            case JsonValueKind.Array:
                var parts = new List<Part>(content.Value.GetArrayLength());
                foreach (JsonElement item in content.Value.EnumerateArray())
                {
                    string path = string.Create(CultureInfo.InvariantCulture, $"{messagePath}.content[{parts.Count}]");
                    parts.Add(ReadPart(OpenAiJson.Read<ChatContentPart>(item, path), path));
                }

                return parts;
            default:
                throw ApiException.InvalidArgument($"Invalid value at '{messagePath}.content': a text or a list of parts.");
        }
    }

    /// <summary>The parts of a message that has only text.</summary>
    /// <exception cref="ApiException">There is something else in it.</exception>
    public static IReadOnlyList<Part> ReadTexts(JsonElement? content, string messagePath)
    {
        IReadOnlyList<Part> parts = ReadParts(content, messagePath);
        return parts.All(part => part.Text is not null)
            ? parts
            : throw ApiException.InvalidArgument($"Invalid value at '{messagePath}.content': messages of this role have text only.");
    }

    private static Part ReadPart(ChatContentPart part, string path) => part switch
    {
        { Type: "text", Text: not null } => new Part { Text = part.Text },
        { Type: "image_url", ImageUrl.Url: { } url } => new Part { InlineData = ReadDataUri(url, $"{path}.image_url.url") },
        { Type: "input_audio", InputAudio: { Data: { } data, Format: { Length: > 0 } format } } => new Part
        {
            InlineData = new Blob { MimeType = $"audio/{format}", Data = data },
        },
        { Type: "file", File.FileData: { } data } => new Part { InlineData = ReadDataUri(data, $"{path}.file.file_data") },
        { Type: "file", File.FileId: not null } => throw ApiException.InvalidArgument(
            $"Invalid value at '{path}.file.file_id': this server keeps no files; send them as file_data."),
        { Type: "text" or "image_url" or "input_audio" or "file" } => throw ApiException.InvalidArgument(
            $"Invalid value at '{path}': a part of type {part.Type} needs its {part.Type}."),
        _ => throw ApiException.InvalidArgument(
            $"Invalid value at '{path}.type', \"{part.Type}\". Please use a valid type: text, image_url, input_audio, file."),
    };

    private static Blob ReadDataUri(string uri, string path)
    {
        const string Scheme = "data:";
        const string Base64 = ";base64";
        int comma = uri.IndexOf(',', StringComparison.Ordinal);
        if (!uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw ApiException.InvalidArgument(
                $"Cannot fetch content from the provided URL at '{path}': this server fetches nothing. Send a data: URI with the bytes in base64.");
        }

        ReadOnlySpan<char> type = comma < 0 ? default : uri.AsSpan(Scheme.Length..comma);
        if (!type.EndsWith(Base64, StringComparison.OrdinalIgnoreCase))
        {
            throw ApiException.InvalidArgument($"Invalid value at '{path}': a data: URI here is data:TYPE;base64,BYTES.");
        }

        try
        {
            return new Blob { MimeType = type[..^Base64.Length].ToString(), Data = Convert.FromBase64String(uri[(comma + 1)..]) };
        }
        catch (FormatException)
        {
            throw ApiException.InvalidArgument($"Invalid value at '{path}': Base64 decoding failed.");
        }
    }
}
