using System.Text.Json;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>Copies the JSON of <c>google.protobuf.Struct</c> and <c>Value</c> fields, whose objects may not name a key twice.</summary>
/// <param name="text">The parsed text.</param>
/// <param name="violations">Takes what is wrong.</param>
/// <param name="output">Takes the JSON.</param>
internal sealed class StructBinder(JsonText text, Violations violations, Utf8JsonWriter output)
{
    /// <summary>Writes any JSON.</summary>
    public void WriteValue(int token, Element value)
    {
        switch (text[token].Kind)
        {
            case TokenKind.Object:
                WriteStruct(token, value.Message(FieldDescriptor.StructValue));
                break;
            case TokenKind.Array:
                Element list = value.Message(FieldDescriptor.ListValue).List(FieldDescriptor.ListValues);
                output.WriteStartArray();
                int end = text.Next(token);
                for (int item = token + 1; item < end; item = text.Next(item))
                {
                    WriteValue(item, list.Message(FieldDescriptor.ListValues));
                }

                output.WriteEndArray();
                break;
            default:
                text.WriteTo(output, token);
                break;
        }
    }

    /// <summary>Writes an object.</summary>
    public void WriteStruct(int token, Element message)
    {
        Element fields = message.List(FieldDescriptor.StructFields);
        HashSet<string> keys = [];
        output.WriteStartObject();
        int end = text.Next(token);
        for (int key = token + 1; key + 1 < end; key = text.Next(key + 1))
        {
            string name = text.GetString(key);
            if (!keys.Add(name))
            {
                violations.InvalidName(text[key].Start, fields, name, $"Repeated map key: '{Echo.Cut(name)}' is already set.");
                continue;
            }

            output.WritePropertyName(name);
            WriteValue(key + 1, fields.Message(FieldDescriptor.StructFields).Message(FieldDescriptor.StructEntry));
        }

        output.WriteEndObject();
    }
}
