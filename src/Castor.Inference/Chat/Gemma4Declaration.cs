using System.Text.Json;

namespace Castor.Inference.Chat;

/// <summary>
/// A tool as Gemma 4 is told of it. The commas are where the published template puts them, also where it puts one too many or too few: the model has
/// seen it so. One thing is not followed: a parameter named as a keyword of schemas is (<c>description</c>, <c>type</c>) is told and not left out.
/// </summary>
internal static class Gemma4Declaration
{
    private static readonly string[] s_keywords = ["description", "type", "properties", "required", "nullable"];

    public static void Write(ChatTool tool, IPromptSink sink)
    {
        sink.Mark(ChatMarks.Tool);
        sink.Text($"declaration:{tool.Name}{{description:");
        Gemma4Values.WriteString(tool.Description ?? "", sink);
        if (tool.Parameters is { ValueKind: JsonValueKind.Object } parameters && parameters.EnumerateObject().Any())
        {
            sink.Text(",parameters:{");
            if (Get(parameters, "properties") is { ValueKind: JsonValueKind.Object } properties && properties.EnumerateObject().Any())
            {
                sink.Text("properties:{");
                WriteProperties(properties, sink);
                sink.Text("},");
            }

            if (WriteRequired(parameters, "", sink))
            {
                sink.Text(",");
            }

            sink.Text("type:");
            Gemma4Values.WriteString(TypeOf(parameters) is { Length: > 0 } type ? type : "OBJECT", sink);
            sink.Text("}");
        }

        sink.Text("}");
        sink.Mark(ChatMarks.ToolEnd);
    }

    private static void WriteProperties(JsonElement properties, IPromptSink sink, bool skipsKeywords = false)
    {
        string comma = "";
        foreach (JsonProperty property in Gemma4Values.Sorted(properties))
        {
            if (skipsKeywords && s_keywords.Contains(property.Name))
            {
                continue;
            }

            sink.Text($"{comma}{property.Name}:{{");
            WriteSchema(property.Value, sink);
            sink.Text("}");
            comma = ",";
        }
    }

    private static void WriteSchema(JsonElement schema, IPromptSink sink)
    {
        string comma = "";
        if (Get(schema, "description") is { ValueKind: JsonValueKind.String } description && description.GetString() is { Length: > 0 } text)
        {
            sink.Text("description:");
            Gemma4Values.WriteString(text, sink);
            comma = ",";
        }

        if (Get(schema, "nullable").ValueKind == JsonValueKind.True)
        {
            sink.Text($"{comma}nullable:true");
            comma = ",";
        }

        string type = TypeOf(schema);
        if (type == "STRING" && Get(schema, "enum") is { ValueKind: JsonValueKind.Array } values && values.GetArrayLength() > 0)
        {
            sink.Text($"{comma}enum:");
            Gemma4Values.Write(values, sink, quoteKeys: true);
            comma = ",";
        }
        else if (type == "OBJECT")
        {
            sink.Text(",properties:{");
            JsonElement properties = Get(schema, "properties");
            bool has = properties.ValueKind == JsonValueKind.Object;
            WriteProperties(has ? properties : schema, sink, skipsKeywords: !has);
            sink.Text("}");
            WriteRequired(schema, ",", sink);
        }
        else if (type == "ARRAY" && Get(schema, "items") is { ValueKind: JsonValueKind.Object } items && items.EnumerateObject().Any())
        {
            sink.Text(",items:{");
            WriteItems(items, sink);
            sink.Text("}");
        }

        sink.Text($"{comma}type:");
        Gemma4Values.WriteString(type, sink);
    }

    private static void WriteItems(JsonElement items, IPromptSink sink)
    {
        string comma = "";
        foreach (JsonProperty member in Gemma4Values.Sorted(items).Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            sink.Text(comma);
            comma = ",";
            switch (member.Name)
            {
                case "properties":
                    sink.Text("properties:{");
                    WriteProperties(member.Value, sink);
                    sink.Text("}");
                    break;
                case "required":
                    WriteNames(member.Value, "", sink);
                    break;
                case "type":
                    sink.Text("type:");
                    Gemma4Values.WriteString(TypeOf(items), sink);
                    break;
                default:
                    sink.Text($"{member.Name}:");
                    Gemma4Values.Write(member.Value, sink, quoteKeys: true);
                    break;
            }
        }
    }

    private static bool WriteRequired(JsonElement schema, string before, IPromptSink sink)
    {
        JsonElement required = Get(schema, "required");
        bool any = required.ValueKind == JsonValueKind.Array && required.GetArrayLength() > 0;
        if (any)
        {
            WriteNames(required, before, sink);
        }

        return any;
    }

    private static void WriteNames(JsonElement names, string before, IPromptSink sink)
    {
        sink.Text($"{before}required:[");
        string comma = "";
        foreach (JsonElement name in names.ValueKind == JsonValueKind.Array ? names.EnumerateArray() : default)
        {
            sink.Text(comma);
            Gemma4Values.WriteString(name.ToString(), sink);
            comma = ",";
        }

        sink.Text("]");
    }

    /// <summary>The type in capital letters; of several the first that is not null.</summary>
    private static string TypeOf(JsonElement schema)
    {
        JsonElement type = Get(schema, "type");
        if (type.ValueKind == JsonValueKind.Array)
        {
            type = type.EnumerateArray().FirstOrDefault(one => one.ValueKind == JsonValueKind.String && !one.ValueEquals("null"));
        }

        return type.ValueKind == JsonValueKind.String ? type.GetString()!.ToUpperInvariant() : "";
    }

    private static JsonElement Get(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member) ? member : default;
}
