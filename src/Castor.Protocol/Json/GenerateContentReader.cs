using System.Text;
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

    /// <summary>Reads a request from UTF-8.</summary>
    public GenerateContentRequest? TryRead(ReadOnlySpan<byte> utf8)
    {
        var cursor = new PlainCursor(utf8);
        IReadOnlyList<Content>? contents = null;
        string? model = null;
        Content? systemInstruction = null;
        IReadOnlyList<Tool>? tools = null;
        ToolConfig? toolConfig = null;
        IReadOnlyList<SafetySetting>? safetySettings = null;
        GenerationConfig? generationConfig = null;
        bool isRead = cursor.TryTake('{');
        bool isFirst = true;
        while (isRead && cursor.TryNextMember(out ReadOnlySpan<byte> name, ref isFirst))
        {
            if (name.IsEmpty)
            {
                return !cursor.IsAtEnd ? null : new GenerateContentRequest
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

            isRead = name switch
            {
                _ when name.SequenceEqual("contents"u8) => contents is null && TryReadContents(ref cursor, out contents),
                _ when name.SequenceEqual("systemInstruction"u8) => systemInstruction is null && TryReadContent(ref cursor, depth: 1, out systemInstruction),
                _ when name.SequenceEqual("generationConfig"u8) => generationConfig is null && TryReadConfig(ref cursor, out generationConfig),
                _ when name.SequenceEqual("tools"u8) => tools is null && TryRead(ref cursor, depth: 1, out tools),
                _ when name.SequenceEqual("toolConfig"u8) => toolConfig is null && TryRead(ref cursor, depth: 1, out toolConfig),
                _ when name.SequenceEqual("safetySettings"u8) => safetySettings is null && TryRead(ref cursor, depth: 1, out safetySettings),
                _ when name.SequenceEqual("model"u8) => model is null && cursor.TryReadText(out model),
                _ => false,
            };
        }

        return null;
    }

    private bool TryReadContents(ref PlainCursor cursor, out IReadOnlyList<Content>? contents)
    {
        contents = null;
        Content[] items = s_turns ??= new Content[KeptTurns];
        int count = 0;
        bool isFirst = true;
        bool isRead = cursor.TryTake('[');
        while (isRead && cursor.TryNextItem(out bool isEnd, ref isFirst))
        {
            if (isEnd)
            {
                contents = items[..count];
                Array.Clear(s_turns);
                return true;
            }

            if (count == items.Length)
            {
                Array.Resize(ref items, count * 2);
            }

            isRead = TryReadContent(ref cursor, depth: 2, out Content? content);
            items[count++] = content!;
        }

        return false;
    }

    private bool TryReadContent(ref PlainCursor cursor, int depth, out Content? content)
    {
        content = null;
        IReadOnlyList<Part>? parts = null;
        string? role = null;
        bool isFirst = true;
        bool isRead = cursor.TryTake('{');
        while (isRead && cursor.TryNextMember(out ReadOnlySpan<byte> name, ref isFirst))
        {
            if (name.IsEmpty)
            {
                content = new Content { Parts = parts, Role = role };
                return true;
            }

            isRead = name switch
            {
                _ when name.SequenceEqual("parts"u8) => parts is null && TryReadParts(ref cursor, depth + 1, out parts),
                _ when name.SequenceEqual("role"u8) => role is null && TryReadRole(ref cursor, out role),
                _ => false,
            };
        }

        return false;
    }

    private bool TryReadParts(ref PlainCursor cursor, int depth, out IReadOnlyList<Part>? parts)
    {
        parts = null;
        Part[] items = new Part[1];
        int count = 0;
        bool isFirst = true;
        bool isRead = cursor.TryTake('[');
        while (isRead && cursor.TryNextItem(out bool isEnd, ref isFirst))
        {
            if (isEnd)
            {
                parts = count == items.Length ? items : items[..count];
                return true;
            }

            if (count == items.Length)
            {
                Array.Resize(ref items, count * 2);
            }

            isRead = TryReadPart(ref cursor, depth + 1, out Part? part);
            items[count++] = part!;
        }

        return false;
    }

    private bool TryReadPart(ref PlainCursor cursor, int depth, out Part? part)
    {
        PlainCursor start = cursor;
        part = null;
        string? text = null;
        Blob? inlineData = null;
        bool isFirst = true;
        bool isRead = cursor.TryTake('{');
        while (isRead && cursor.TryNextMember(out ReadOnlySpan<byte> name, ref isFirst))
        {
            if (name.IsEmpty)
            {
                part = new Part { Text = text, InlineData = inlineData };
                return true;
            }

            if (text is not null || inlineData is not null)
            {
                isRead = false;
            }
            else if (name.SequenceEqual("text"u8))
            {
                isRead = cursor.TryReadText(out text);
            }
            else
            {
                isRead = name.SequenceEqual("inlineData"u8) && TryRead(ref cursor, depth + 1, out inlineData);
            }
        }

        cursor = start;
        return TryRead(ref cursor, depth, out part);
    }

    private bool TryReadConfig(ref PlainCursor cursor, out GenerationConfig? config)
    {
        PlainCursor start = cursor;
        float? temperature = null;
        float? topP = null;
        int? topK = null;
        int? maxOutputTokens = null;
        int? candidateCount = null;
        int? seed = null;
        string? mimeType = null;
        bool isFirst = true;
        bool isRead = cursor.TryTake('{');
        while (isRead && cursor.TryNextMember(out ReadOnlySpan<byte> name, ref isFirst))
        {
            if (name.IsEmpty)
            {
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

            isRead = name switch
            {
                _ when name.SequenceEqual("temperature"u8) => temperature is null && cursor.TryReadNumber(out temperature),
                _ when name.SequenceEqual("topP"u8) => topP is null && cursor.TryReadNumber(out topP),
                _ when name.SequenceEqual("topK"u8) => topK is null && cursor.TryReadNumber(out topK),
                _ when name.SequenceEqual("maxOutputTokens"u8) => maxOutputTokens is null && cursor.TryReadNumber(out maxOutputTokens),
                _ when name.SequenceEqual("candidateCount"u8) => candidateCount is null && cursor.TryReadNumber(out candidateCount),
                _ when name.SequenceEqual("seed"u8) => seed is null && cursor.TryReadNumber(out seed),
                _ when name.SequenceEqual("responseMimeType"u8) => mimeType is null && cursor.TryReadText(out mimeType),
                _ => false,
            };
        }

        cursor = start;
        return TryRead(ref cursor, depth: 1, out config);
    }

    private static bool TryReadRole(ref PlainCursor cursor, out string? role)
    {
        role = null;
        if (!cursor.TryReadRaw(out ReadOnlySpan<byte> raw, out bool isEscaped) || isEscaped)
        {
            return false;
        }

        role = raw.SequenceEqual("user"u8) ? "user" : raw.SequenceEqual("model"u8) ? "model" : Encoding.UTF8.GetString(raw);
        return true;
    }

    private bool TryRead<T>(ref PlainCursor cursor, int depth, out T? value)
        where T : class
    {
        value = cursor.Read(TypeInfo<T>(), depth);
        return value is not null;
    }

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
