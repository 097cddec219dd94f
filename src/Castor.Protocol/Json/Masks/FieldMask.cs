using System.Text.Json;

namespace Castor.Protocol.Json;

/// <summary>
/// A partial response: the <c>fields</c> parameter of the front end, parsed for one message type. Names are camelCase or
/// snake_case, parted by <c>/</c> or <c>.</c>; <c>a(b,c)</c> selects several members, <c>*</c> all.
/// <see href="https://cloud.google.com/apis/docs/system-parameters"/>
/// </summary>
public sealed class FieldMask
{
    private readonly MaskNode _root;

    private FieldMask(MaskNode root) => _root = root;

    /// <summary>Parses a mask for messages of one type.</summary>
    /// <param name="fields">The parameter as it was sent.</param>
    /// <exception cref="ApiException">The mask is broken, or names a field that the type lacks.</exception>
    public static FieldMask Parse<T>(string fields)
        where T : WireMessage
    {
        string? mistake = MaskParser.TryParse(fields, WireJson.DescriptorOf<T>(), out MaskNode root);
        return mistake is null
            ? new FieldMask(root)
            : throw ApiException.InvalidArgument(
                "Request contains an invalid argument.",
                new BadRequest { FieldViolations = [new FieldViolation { Field = fields, Description = mistake }] });
    }

    /// <summary>Copies what the mask selects of a JSON object.</summary>
    internal void Apply(ReadOnlySpan<byte> json, Utf8JsonWriter output)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = WireJson.WriteDepth });
        reader.Read();
        Copy(ref reader, output, _root, isItem: false);
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter output, MaskNode node, bool isItem)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CopyObject(ref reader, output, node);
                break;
            case JsonTokenType.StartArray:
                output.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Copy(ref reader, output, node, isItem: true);
                }

                output.WriteEndArray();
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

    private static void CopyObject(ref Utf8JsonReader reader, Utf8JsonWriter output, MaskNode node)
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
            Copy(ref reader, output, child, isItem: false);
        }

        output.WriteEndObject();
    }
}
