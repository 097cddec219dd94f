using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Castor.Engines.Scenarios.Yaml;

/// <summary>Writes YAML values as JSON.</summary>
internal static class YamlJson
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] ToUtf8(YamlValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_compact))
        {
            Write(writer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static JsonElement ToElement(YamlValue value)
    {
        using var document = JsonDocument.Parse(ToUtf8(value), new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, YamlValue value)
    {
        switch (value)
        {
            case YamlMap map:
                writer.WriteStartObject();
                foreach (YamlEntry entry in map.Entries)
                {
                    writer.WritePropertyName(Clean(entry.Key.Text));
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case YamlList list:
                writer.WriteStartArray();
                foreach (YamlValue item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case YamlScalar scalar:
                Write(writer, scalar);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, YamlScalar scalar)
    {
        if (scalar.IsNull)
        {
            writer.WriteNullValue();
        }
        else if (scalar.AsBoolean is { } flag)
        {
            writer.WriteBooleanValue(flag);
        }
        else if (scalar.AsInteger is { } integer)
        {
            writer.WriteNumberValue(integer);
        }
        else if (scalar.AsNumber is { } number && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(Clean(scalar.Text));
        }
    }

    /// <summary>A YAML escape can spell half a surrogate pair, which JSON writers refuse.</summary>
    private static string Clean(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return string.Create(text.Length, text, static (clean, source) =>
                {
                    for (int j = 0; j < clean.Length; j++)
                    {
                        clean[j] = char.IsSurrogate(source[j]) ? '\uFFFD' : source[j];
                    }
                });
            }
        }

        return text;
    }
}
