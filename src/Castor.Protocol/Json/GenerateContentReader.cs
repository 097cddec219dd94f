using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Castor.Protocol.Json;

/// <summary>
/// Reads the requests that make up nearly all traffic without the arrays and boxes of the generated constructors. It takes
/// plain JSON only and hands what is rarer to the generated reader; null or an exception means that another must judge.
/// </summary>
/// <param name="options">The options of the generated reader.</param>
internal sealed class GenerateContentReader(JsonSerializerOptions options)
{
    private const int KeptTurns = 64;

    [ThreadStatic]
    private static Content[]? s_turns;

    private static readonly JsonReaderOptions s_plain = new() { MaxDepth = WireLimits.MaxDepth };

    public GenerateContentRequest? TryRead(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, s_plain);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        IReadOnlyList<Content>? contents = null;
        string? model = null;
        Content? systemInstruction = null;
        IReadOnlyList<Tool>? tools = null;
        ToolConfig? toolConfig = null;
        IReadOnlyList<SafetySetting>? safetySettings = null;
        GenerationConfig? generationConfig = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isRead = name switch
            {
                _ when name.SequenceEqual("contents"u8) => contents is null && TryReadContents(ref reader, out contents),
                _ when name.SequenceEqual("systemInstruction"u8) => systemInstruction is null && TryReadContent(ref reader, out systemInstruction),
                _ when name.SequenceEqual("generationConfig"u8) => generationConfig is null && TryReadConfig(ref reader, out generationConfig),
                _ when name.SequenceEqual("tools"u8) => tools is null && TryRead(ref reader, out tools),
                _ when name.SequenceEqual("toolConfig"u8) => toolConfig is null && TryRead(ref reader, out toolConfig),
                _ when name.SequenceEqual("safetySettings"u8) => safetySettings is null && TryRead(ref reader, out safetySettings),
                _ when name.SequenceEqual("model"u8) => model is null && TryReadText(ref reader, out model),
                _ => false,
            };
            if (!isRead)
            {
                return null;
            }
        }

        // Anything behind the object makes the reader throw.
        return reader.TokenType != JsonTokenType.EndObject || reader.Read() ? null : new GenerateContentRequest
        {
            Contents = contents,
            Model = model,
            SystemInstruction = systemInstruction,
            Tools = tools,
            ToolConfig = toolConfig,
            SafetySettings = safetySettings,
            GenerationConfig = generationConfig,
        };
    }

    private bool TryReadContents(ref Utf8JsonReader reader, out IReadOnlyList<Content>? contents)
    {
        contents = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        Content[] items = s_turns ??= new Content[KeptTurns];
        int count = 0;
        while (true)
        {
            if (!TryReadContent(ref reader, out Content? content))
            {
                return false;
            }

            if (content is null)
            {
                break;
            }

            if (count == items.Length)
            {
                Array.Resize(ref items, count * 2);
            }

            items[count++] = content;
        }

        contents = items[..count];
        Array.Clear(s_turns);
        return true;
    }

    // Null stands for the end of a list.
    private bool TryReadContent(ref Utf8JsonReader reader, out Content? content)
    {
        content = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.EndArray;
        }

        IReadOnlyList<Part>? parts = null;
        string? role = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isRead = name switch
            {
                _ when name.SequenceEqual("parts"u8) => parts is null && TryReadParts(ref reader, out parts),
                _ when name.SequenceEqual("role"u8) => role is null && TryReadRole(ref reader, out role),
                _ => false,
            };
            if (!isRead)
            {
                return false;
            }
        }

        content = new Content { Parts = parts, Role = role };
        return true;
    }

    private bool TryReadParts(ref Utf8JsonReader reader, out IReadOnlyList<Part>? parts)
    {
        parts = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        Part[] items = new Part[1];
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == items.Length)
            {
                Array.Resize(ref items, count * 2);
            }

            if (reader.TokenType != JsonTokenType.StartObject || ReadPart(ref reader) is not { } part)
            {
                return false;
            }

            items[count++] = part;
        }

        parts = count == items.Length ? items : items[..count];
        return true;
    }

    private Part? ReadPart(ref Utf8JsonReader reader)
    {
        Utf8JsonReader start = reader;
        string? text = null;
        Blob? inlineData = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("text"u8) && text is null && inlineData is null)
            {
                if (!TryReadText(ref reader, out text))
                {
                    return null;
                }
            }
            else if (name.SequenceEqual("inlineData"u8) && inlineData is null && text is null)
            {
                if (!TryRead(ref reader, out inlineData))
                {
                    return null;
                }
            }
            else
            {
                reader = start;
                return JsonSerializer.Deserialize(ref reader, TypeInfo<Part>());
            }
        }

        return new Part { Text = text, InlineData = inlineData };
    }

    private bool TryReadConfig(ref Utf8JsonReader reader, out GenerationConfig? config)
    {
        config = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        Utf8JsonReader start = reader;
        float? temperature = null;
        float? topP = null;
        int? topK = null;
        int? maxOutputTokens = null;
        int? candidateCount = null;
        int? seed = null;
        string? mimeType = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isRead = name switch
            {
                _ when name.SequenceEqual("temperature"u8) => temperature is null && TryReadNumber(ref reader, out temperature),
                _ when name.SequenceEqual("topP"u8) => topP is null && TryReadNumber(ref reader, out topP),
                _ when name.SequenceEqual("topK"u8) => topK is null && TryReadNumber(ref reader, out topK),
                _ when name.SequenceEqual("maxOutputTokens"u8) => maxOutputTokens is null && TryReadNumber(ref reader, out maxOutputTokens),
                _ when name.SequenceEqual("candidateCount"u8) => candidateCount is null && TryReadNumber(ref reader, out candidateCount),
                _ when name.SequenceEqual("seed"u8) => seed is null && TryReadNumber(ref reader, out seed),
                _ when name.SequenceEqual("responseMimeType"u8) => mimeType is null && TryReadText(ref reader, out mimeType),
                _ => false,
            };
            if (!isRead)
            {
                reader = start;
                config = JsonSerializer.Deserialize(ref reader, TypeInfo<GenerationConfig>());
                return config is not null;
            }
        }

        config = new GenerationConfig
        {
            Temperature = temperature,
            TopP = topP,
            TopK = topK,
            MaxOutputTokens = maxOutputTokens,
            CandidateCount = candidateCount,
            Seed = seed,
            ResponseMimeType = mimeType,
        };
        return true;
    }

    private static bool TryReadRole(ref Utf8JsonReader reader, out string? role)
    {
        role = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        role = reader.ValueTextEquals("user"u8) ? "user" : reader.ValueTextEquals("model"u8) ? "model" : reader.GetString();
        return true;
    }

    private static bool TryReadText(ref Utf8JsonReader reader, out string? text)
    {
        text = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > WireLimits.MaxStringBytes)
        {
            return false;
        }

        text = reader.GetString();
        return true;
    }

    private static bool TryReadNumber(ref Utf8JsonReader reader, out int? value)
    {
        value = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) ? number : null;
        return value is not null;
    }

    private static bool TryReadNumber(ref Utf8JsonReader reader, out float? value)
    {
        value = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out float number) && float.IsFinite(number)
            ? number
            : null;
        return value is not null;
    }

    private bool TryRead<T>(ref Utf8JsonReader reader, out T? value)
        where T : class
    {
        value = JsonSerializer.Deserialize(ref reader, TypeInfo<T>());
        return value is not null;
    }

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
