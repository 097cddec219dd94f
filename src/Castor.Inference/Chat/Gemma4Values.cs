using System.Text.Json;

namespace Castor.Inference.Chat;

/// <summary>Calls, responses and JSON values as Gemma 4 writes them: keys bare and in order, strings between marks.</summary>
internal static class Gemma4Values
{
    /// <summary>What a call starts with.</summary>
    public const string CallPrefix = "call:";

    public static void WriteCall(ToolCallPart call, IPromptSink sink)
    {
        sink.Mark(ChatMarks.Call);
        sink.Text(CallPrefix + call.Name);
        WriteObject(call.Arguments, sink, quoteKeys: false);
        sink.Mark(ChatMarks.CallEnd);
    }

    public static void WriteResponse(ToolResponsePart response, IPromptSink sink)
    {
        sink.Mark(ChatMarks.Response);
        sink.Text($"response:{response.Name}");
        if (response.Response.ValueKind == JsonValueKind.Object)
        {
            WriteObject(response.Response, sink, quoteKeys: false);
        }
        else
        {
            sink.Text("{value:");
            Write(response.Response, sink, quoteKeys: false);
            sink.Text("}");
        }

        sink.Mark(ChatMarks.ResponseEnd);
    }

    public static void Write(JsonElement value, IPromptSink sink, bool quoteKeys)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                WriteString(value.GetString()!, sink);
                break;
            case JsonValueKind.Object:
                WriteObject(value, sink, quoteKeys);
                break;
            case JsonValueKind.Array:
                sink.Text("[");
                string comma = "";
                foreach (JsonElement element in value.EnumerateArray())
                {
                    sink.Text(comma);
                    Write(element, sink, quoteKeys);
                    comma = ",";
                }

                sink.Text("]");
                break;
            case JsonValueKind.Undefined:
                sink.Text("null");
                break;
            default:
                sink.Text(value.GetRawText());
                break;
        }
    }

    public static void WriteString(string text, IPromptSink sink)
    {
        sink.Mark(ChatMarks.Quote);
        sink.Text(text);
        sink.Mark(ChatMarks.Quote);
    }

    /// <summary>The members of an object in the order of the template: by name, capital letters as small ones.</summary>
    public static IEnumerable<JsonProperty> Sorted(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().OrderBy(member => member.Name.ToLowerInvariant(), StringComparer.Ordinal)
        : [];

    private static void WriteObject(JsonElement value, IPromptSink sink, bool quoteKeys)
    {
        sink.Text("{");
        string comma = "";
        foreach (JsonProperty member in Sorted(value))
        {
            sink.Text(comma);
            if (quoteKeys)
            {
                WriteString(member.Name, sink);
            }
            else
            {
                sink.Text(member.Name);
            }

            sink.Text(":");
            Write(member.Value, sink, quoteKeys);
            comma = ",";
        }

        sink.Text("}");
    }
}
