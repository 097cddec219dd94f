using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Castor.Engines.Schemas;

/// <summary>A JSON value that was made or read: what instances, enums and examples are compared as.</summary>
internal sealed class Datum
{
    private static readonly JsonWriterOptions s_pretty = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private Dictionary<string, Datum>? _byName;

    private Datum(JsonValueKind kind) => Kind = kind;

    /// <summary><c>null</c></summary>
    public static Datum Null { get; } = new(JsonValueKind.Null);

    /// <summary><c>true</c></summary>
    public static Datum True { get; } = new(JsonValueKind.True);

    /// <summary><c>false</c></summary>
    public static Datum False { get; } = new(JsonValueKind.False);

    /// <summary>The kind of the value.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>The text of a string.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The value of a number.</summary>
    public JsonNumber Number { get; private init; }

    /// <summary>The items of an array.</summary>
    public IReadOnlyList<Datum> Items { get; private init; } = [];

    /// <summary>The members of an object, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, Datum>> Members { get; private init; } = [];

    /// <summary>A boolean.</summary>
    public static Datum Of(bool value) => value ? True : False;

    /// <summary>A string.</summary>
    public static Datum Of(string text) => new(JsonValueKind.String) { Text = text };

    /// <summary>A number.</summary>
    public static Datum Of(decimal value) => Of(new JsonNumber(value));

    /// <summary>A number.</summary>
    public static Datum Of(JsonNumber value) => new(JsonValueKind.Number) { Number = value };

    /// <summary>An array.</summary>
    public static Datum Of(IReadOnlyList<Datum> items) => new(JsonValueKind.Array) { Items = items };

    /// <summary>An object.</summary>
    public static Datum Of(IReadOnlyList<KeyValuePair<string, Datum>> members) => new(JsonValueKind.Object) { Members = members };

    /// <summary>Reads a JSON text.</summary>
    public static Datum From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return Of(element.GetString()!);
            case JsonValueKind.Number:
                return Of(JsonNumber.From(element));
            case JsonValueKind.True:
                return True;
            case JsonValueKind.False:
                return False;
            case JsonValueKind.Array:
                var items = new List<Datum>(element.GetArrayLength());
                foreach (JsonElement item in element.EnumerateArray())
                {
                    items.Add(From(item));
                }

                return Of(items);
            case JsonValueKind.Object:
                var members = new List<KeyValuePair<string, Datum>>();
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    members.Add(new(member.Name, From(member.Value)));
                }

                return Of(members);
            default:
                return Null;
        }
    }

    /// <summary>The member of the name, or null.</summary>
    public Datum? Member(string name)
    {
        const int fewEnoughToScan = 16;
        if (Members.Count > fewEnoughToScan)
        {
            if (_byName is null)
            {
                _byName = new(Members.Count, StringComparer.Ordinal);
                foreach ((string key, Datum member) in Members)
                {
                    _byName[key] = member;
                }
            }

            return _byName.GetValueOrDefault(name);
        }

        for (int i = 0; i < Members.Count; i++)
        {
            if (Members[i].Key == name)
            {
                return Members[i].Value;
            }
        }

        return null;
    }

    /// <summary>Whether both are the same JSON value: members in any order, numbers by value.</summary>
    public bool SameAs(Datum other)
    {
        if (Kind != other.Kind || Items.Count != other.Items.Count || Members.Count != other.Members.Count)
        {
            return false;
        }

        for (int i = 0; i < Items.Count; i++)
        {
            if (!Items[i].SameAs(other.Items[i]))
            {
                return false;
            }
        }

        for (int i = 0; i < Members.Count; i++)
        {
            // The same place is the common case; the search keeps the rule for the rest.
            Datum? twin = other.Members[i].Key == Members[i].Key ? other.Members[i].Value : other.Member(Members[i].Key);
            if (twin is null || !Members[i].Value.SameAs(twin))
            {
                return false;
            }
        }

        return Text == other.Text && (Kind != JsonValueKind.Number || Number.Equals(other.Number));
    }

    /// <summary>The value as JSON text, indented by two spaces as the service's models write it.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_pretty))
        {
            WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The value as an element that lives on its own.</summary>
    public JsonElement ToElement()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WriteTo(writer);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Writes the value.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Number.ToString(), skipInputValidation: true);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBooleanValue(Kind == JsonValueKind.True);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                for (int i = 0; i < Items.Count; i++)
                {
                    Items[i].WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                for (int i = 0; i < Members.Count; i++)
                {
                    writer.WritePropertyName(Members[i].Key);
                    Members[i].Value.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
