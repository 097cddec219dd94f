using System.Buffers;
using System.Text;
using System.Text.Json;
using Castor.Protocol.Json.FrontEnd;

namespace Castor.Protocol.Tests.Json;

/// <summary>Random JSON of a message type, made along its descriptor.</summary>
internal sealed class RandomJson(int seed, bool snakeCase)
{
    private const int MaxDepth = 6;

    private static readonly string[] s_texts =
        ["", "a", "Hello, world", "<b>&'\"\\/</b>", "日本語", "😀\u2028", "line\nbreak\ttab\u0001", "null", ", null", "\\u00e9", "\u200b\u00ad", "e\u0301"];

    private readonly Random _random = new(seed);

    public static string Of(MessageDescriptor type, int seed, bool snakeCase = false)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            new RandomJson(seed, snakeCase).WriteMessage(writer, type, 0);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private void WriteMessage(Utf8JsonWriter writer, MessageDescriptor type, int depth)
    {
        HashSet<string> oneofs = [];
        writer.WriteStartObject();
        foreach (FieldDescriptor field in type.Fields)
        {
            int odds = depth > MaxDepth ? 20 : 4;
            if (_random.Next(odds) > 0 || (field.Oneof is not null && !oneofs.Add(field.Oneof)))
            {
                continue;
            }

            writer.WritePropertyName(snakeCase ? field.ProtoName : field.JsonName.Value);
            WriteField(writer, field, depth + 1);
        }

        writer.WriteEndObject();
    }

    private void WriteField(Utf8JsonWriter writer, FieldDescriptor field, int depth)
    {
        if (!field.IsRepeated)
        {
            WriteValue(writer, field, depth);
            return;
        }

        int count = _random.Next(4);
        if (field.IsMap)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }

        for (int i = 0; i < count; i++)
        {
            if (field.IsMap)
            {
                writer.WritePropertyName($"key {i} {Text()}");
            }

            WriteValue(writer, field, depth);
        }

        if (field.IsMap)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }

    private void WriteValue(Utf8JsonWriter writer, FieldDescriptor field, int depth)
    {
        switch (field.Kind)
        {
            case FieldKind.Message:
                WriteMessage(writer, field.Message!, depth);
                break;
            case FieldKind.Struct:
                WriteStruct(writer, depth);
                break;
            case FieldKind.Value:
                WriteAny(writer, depth);
                break;
            case FieldKind.String:
                writer.WriteStringValue(Text());
                break;
            case FieldKind.Bytes:
                byte[] bytes = new byte[_random.Next(10)];
                _random.NextBytes(bytes);
                writer.WriteBase64StringValue(bytes);
                break;
            case FieldKind.Bool:
                writer.WriteBooleanValue(_random.Next(2) == 0);
                break;
            case FieldKind.Int32:
                writer.WriteNumberValue(_random.Next(int.MinValue, int.MaxValue));
                break;
            case FieldKind.Int64:
                writer.WriteStringValue(_random.NextInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case FieldKind.Float:
                writer.WriteNumberValue((float)((_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-20, 20))));
                break;
            case FieldKind.Double:
                writer.WriteNumberValue((_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-30, 30)));
                break;
            case FieldKind.Enum:
                string[] names = [.. field.Enum!.Names.Order(StringComparer.Ordinal)];
                writer.WriteStringValue(names[_random.Next(names.Length)]);
                break;
            case FieldKind.Duration:
                writer.WriteStringValue(new Protocol.Json.ProtoDuration(_random.Next(100000), _random.Next(1000) * 1_000_000).ToString());
                break;
            default:
                writer.WriteStringValue(new Protocol.Json.ProtoTimestamp(_random.Next(), _random.Next(1_000_000_000)).ToString());
                break;
        }
    }

    private void WriteStruct(Utf8JsonWriter writer, int depth)
    {
        writer.WriteStartObject();
        for (int i = _random.Next(4); i > 0; i--)
        {
            writer.WritePropertyName($"{Text()}{i}");
            WriteAny(writer, depth + 1);
        }

        writer.WriteEndObject();
    }

    private void WriteAny(Utf8JsonWriter writer, int depth)
    {
        switch (_random.Next(depth > MaxDepth ? 4 : 6))
        {
            case 0:
                writer.WriteStringValue(Text());
                break;
            case 1:
                writer.WriteNumberValue(_random.Next(1000) / 8.0);
                break;
            case 2:
                writer.WriteBooleanValue(_random.Next(2) == 0);
                break;
            case 3:
                writer.WriteNumberValue(_random.Next());
                break;
            case 4:
                WriteStruct(writer, depth);
                break;
            default:
                writer.WriteStartArray();
                for (int i = _random.Next(4); i > 0; i--)
                {
                    WriteAny(writer, depth + 1);
                }

                writer.WriteEndArray();
                break;
        }
    }

    private string Text() => s_texts[_random.Next(s_texts.Length)];
}
