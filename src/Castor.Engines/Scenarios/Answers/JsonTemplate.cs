using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Castor.Engines.Scenarios.Yaml;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>A JSON value whose strings are templates.</summary>
internal sealed class JsonTemplate
{
    private static readonly JsonWriterOptions s_indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonElement _value;
    private readonly bool _constant;

    private JsonTemplate(JsonElement value)
    {
        _value = value;
        _constant = !HasVariables(value);
    }

    public static JsonTemplate Read(YamlValue value, ScenarioFindings findings)
    {
        Check(value, findings);
        return new JsonTemplate(YamlJson.ToElement(value));
    }

    /// <summary>The value with the variables filled in.</summary>
    public JsonElement Render(TemplateContext context)
    {
        if (_constant)
        {
            return _value;
        }

        using var document = JsonDocument.Parse(Write(context, default), new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }

    /// <summary>The value as an indented text, as models write theirs.</summary>
    public string RenderText(TemplateContext context) => System.Text.Encoding.UTF8.GetString(Write(context, s_indented).Span);

    private ReadOnlyMemory<byte> Write(TemplateContext context, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            Write(writer, _value, context);
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, TemplateContext context)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, context);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Write(writer, item, context);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(TextTemplate.ParseAgain(value.GetString()!).Render(context));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool HasVariables(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(m => HasVariables(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasVariables),
        JsonValueKind.String => value.GetString()!.Contains("{{", StringComparison.Ordinal),
        _ => false,
    };

    private static void Check(YamlValue value, ScenarioFindings findings)
    {
        switch (value)
        {
            case YamlMap map:
                foreach (YamlEntry entry in map.Entries)
                {
                    Check(entry.Value, findings);
                }

                break;
            case YamlList list:
                foreach (YamlValue item in list.Items)
                {
                    Check(item, findings);
                }

                break;
            case YamlScalar scalar:
                TextTemplate.Parse(scalar.Text, scalar.Place, findings);
                break;
        }
    }
}
