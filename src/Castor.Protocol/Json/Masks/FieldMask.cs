using System.Text.Json;
using Castor.Protocol.Json.FrontEnd;

namespace Castor.Protocol.Json;

/// <summary>
/// A partial response: the <c>fields</c> parameter of the front end, parsed for one message type. Names are camelCase or
/// snake_case, parted by <c>/</c> or <c>.</c>; <c>a(b,c)</c> selects several members, <c>*</c> all. Enumerations may be asked for as numbers.
/// <see href="https://cloud.google.com/apis/docs/system-parameters"/>
/// </summary>
public sealed class FieldMask
{
    private readonly MaskNode _root;
    private readonly MessageDescriptor? _numbered;

    private FieldMask(MaskNode root, MessageDescriptor? numbered)
    {
        _root = root;
        _numbered = numbered;
    }

    /// <summary>Parses a mask for messages of one type.</summary>
    /// <param name="fields">The parameter as it was sent; null selects all.</param>
    /// <param name="enumsAsNumbers">Whether enumerations are written as their numbers: <c>$alt=json;enum-encoding=int</c>.</param>
    /// <exception cref="ApiException">The mask is broken, or names a field that the type lacks.</exception>
    public static FieldMask Parse<T>(string? fields, bool enumsAsNumbers = false)
        where T : WireMessage
    {
        MessageDescriptor type = WireJson.DescriptorOf<T>();
        var root = new MaskNode { IsWhole = true };
        string? mistake = fields is null ? null : MaskParser.TryParse(fields, type, out root);
        return mistake is null
            ? new FieldMask(root, enumsAsNumbers ? type : null)
            : throw ApiException.InvalidArgument(
                "Request contains an invalid argument.",
                new BadRequest { FieldViolations = [new FieldViolation { Field = fields, Description = mistake }] });
    }

    /// <summary>Copies what the mask selects of a JSON object.</summary>
    internal void Apply(ReadOnlySpan<byte> json, Utf8JsonWriter output)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = WireJson.WriteDepth });
        reader.Read();
        Copy(ref reader, output, _root, isItem: false, _numbered, null);
    }

    /// <param name="reader">Stands at the value.</param>
    /// <param name="output">Takes what is selected.</param>
    /// <param name="node">What is selected.</param>
    /// <param name="isItem">Whether the value is in an array.</param>
    /// <param name="message">The type of an object; null for one that is no message, and where names stay.</param>
    /// <param name="names">The enumeration of a text; null for none, and where names stay.</param>
    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter output, MaskNode node, bool isItem, MessageDescriptor? message, EnumDescriptor? names)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CopyObject(ref reader, output, node, message);
                break;
            case JsonTokenType.StartArray:
                output.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Copy(ref reader, output, node, isItem: true, message, names);
                }

                output.WriteEndArray();
                break;
            case JsonTokenType.String when names is not null && names.TryGetNumber(reader.GetString()!, out int number):
                output.WriteNumberValue(number);
                break;
            case JsonTokenType.String:
                output.WriteStringValue(reader.GetString());
                break;
            case JsonTokenType.Number when !isItem:
                output.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
            case JsonTokenType.Number when reader.TryGetInt64(out long whole):
                output.WriteNumberValue(whole);
                break;
            case JsonTokenType.Number:
                output.WriteNumberValue(reader.GetDouble());
                break;
            case JsonTokenType.Null:
                output.WriteNullValue();
                break;
            default:
                output.WriteBooleanValue(reader.TokenType == JsonTokenType.True);
                break;
        }
    }

    private static void CopyObject(ref Utf8JsonReader reader, Utf8JsonWriter output, MaskNode node, MessageDescriptor? message)
    {
        output.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            MaskNode? child = node.Select(name);
            reader.Read();
            bool hasMembers = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            if (child is null || !(child.IsWhole || hasMembers))
            {
                reader.Skip();
                continue;
            }

            output.WritePropertyName(name);
            FieldDescriptor? field = message is not null && message.TryFind(name, out FieldDescriptor? found) ? found : null;
            Copy(ref reader, output, child, isItem: false, field?.Message, field?.Enum);
        }

        output.WriteEndObject();
    }
}
