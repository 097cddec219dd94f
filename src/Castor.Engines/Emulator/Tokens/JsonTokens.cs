using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Castor.Engines.Emulator.Tokens;

/// <summary>The tokens of JSON values: keys and strings by their text, other values by digit or one each.</summary>
internal static class JsonTokens
{
    private const int StackChars = 256;

    /// <summary>Counts arguments or a result.</summary>
    public static int Count(JsonElement? value, CallDialect dialect)
    {
        if (value is not { ValueKind: not JsonValueKind.Undefined } element)
        {
            return 0;
        }

        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(element), new JsonReaderOptions { MaxDepth = int.MaxValue });
        int count = 0;
        while (reader.Read())
        {
            count += reader.TokenType switch
            {
                JsonTokenType.PropertyName => CountString(ref reader) + dialect.Argument,
                JsonTokenType.String => CountString(ref reader),
                JsonTokenType.Number => dialect.NumbersByDigit ? reader.ValueSpan.Length : 1,
                JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => 1,
                _ => 0,
            };
        }

        return count;
    }

    /// <summary>Counts a JSON Schema: the names of properties, descriptions and enumerated strings.</summary>
    public static int CountSchema(JsonElement? schema, CallDialect dialect)
    {
        if (schema is not { ValueKind: JsonValueKind.Object } element)
        {
            return 0;
        }

        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(element), new JsonReaderOptions { MaxDepth = int.MaxValue });
        int count = 0;
        ulong nameDepths = 0;
        while (reader.Read())
        {
            int depth = reader.CurrentDepth;
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                nameDepths &= ~DepthBit(depth + 1);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                count += (nameDepths & DepthBit(depth)) != 0
                    ? CountString(ref reader) + dialect.Parameter
                    : CountKeyword(ref reader, ref nameDepths);
            }
        }

        return count;
    }

    private static ulong DepthBit(int depth) => depth < 64 ? 1UL << depth : 0;

    private static int CountKeyword(ref Utf8JsonReader reader, ref ulong nameDepths)
    {
        if (reader.ValueTextEquals("properties"u8))
        {
            reader.Read();
            nameDepths |= reader.TokenType == JsonTokenType.StartObject ? DepthBit(reader.CurrentDepth + 1) : 0;
            return 0;
        }

        if (reader.ValueTextEquals("description"u8) || reader.ValueTextEquals("const"u8))
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.String ? CountString(ref reader) : 0;
        }

        return reader.ValueTextEquals("enum"u8) ? CountStrings(ref reader) : 0;
    }

    private static int CountStrings(ref Utf8JsonReader reader)
    {
        int count = 0;
        reader.Read();
        int depth = reader.CurrentDepth;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return 0;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            count += reader.TokenType == JsonTokenType.String ? CountString(ref reader) : 0;
        }

        return count;
    }

    private static int CountString(ref Utf8JsonReader reader)
    {
        int bytes = reader.ValueSpan.Length;
        if (bytes <= StackChars)
        {
            Span<char> chars = stackalloc char[StackChars];
            return TextTokens.Count(chars[..reader.CopyString(chars)]);
        }

        char[] rented = ArrayPool<char>.Shared.Rent(bytes);
        int count = TextTokens.Count(rented.AsSpan(0, reader.CopyString(rented)));
        ArrayPool<char>.Shared.Return(rented);
        return count;
    }
}
