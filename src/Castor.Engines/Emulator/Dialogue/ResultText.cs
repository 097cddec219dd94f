using System.Text.Json;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Tells the values of a function's result in one line.</summary>
internal static class ResultText
{
    private const int StringQuote = 300;
    private const int Budget = 900;

    /// <summary>Appends the values; a result with just one property is told by its value alone.</summary>
    public static void Append(TextBuffer text, JsonElement? result)
    {
        if (result is not { ValueKind: JsonValueKind.Object } json)
        {
            text.Append("{}");
            return;
        }

        AppendProperties(text, json, text.Length + Budget, isNested: false);
    }

    private static void AppendProperties(TextBuffer text, JsonElement json, int end, bool isNested)
    {
        int count = json.GetPropertyCount();
        if (count == 0)
        {
            text.Append("{}");
            return;
        }

        bool isFirst = true;
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (text.Length >= end)
            {
                text.Append(", …");
                return;
            }

            text.Append(isFirst ? "" : ", ");
            isFirst = false;
            if (count > 1 || isNested)
            {
                AppendName(text, property);
                text.Append(": ");
            }

            AppendValue(text, property.Value, end);
        }
    }

    private static void AppendValue(TextBuffer text, JsonElement value, int end)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Quote.Append(text, TextOf(value), StringQuote);
                break;
            case JsonValueKind.Object:
                text.Append('{');
                AppendProperties(text, value, end, isNested: true);
                text.Append('}');
                break;
            case JsonValueKind.Array:
                AppendItems(text, value, end);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendName(TextBuffer text, JsonProperty property)
    {
        try
        {
            text.Append(property.Name);
        }
        catch (InvalidOperationException)
        {
            text.Append('?');
        }
    }

    /// <summary>The text of a string; as it is written where half a surrogate pair keeps it from being one.</summary>
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private static void AppendItems(TextBuffer text, JsonElement array, int end)
    {
        text.Append('[');
        bool isFirst = true;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (text.Length >= end)
            {
                text.Append(", …");
                break;
            }

            text.Append(isFirst ? "" : ", ");
            isFirst = false;
            AppendValue(text, item, end);
        }

        text.Append(']');
    }
}
