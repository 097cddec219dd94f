using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>
/// Walks a text along a message type, as the front end's converter does: writes it again in the plain JSON that the generated
/// reader takes, and notes all that is wrong on the way.
/// </summary>
internal sealed class MessageBinder
{
    private readonly JsonText _text;
    private readonly string _package;
    private readonly bool _keepUnknown;
    private readonly Violations _violations = new();
    private readonly Utf8JsonWriter _output;
    private readonly Scalars _scalars;
    private readonly StructBinder _structs;

    private MessageBinder(JsonText text, string package, bool keepUnknown, IBufferWriter<byte> output)
    {
        _text = text;
        _package = package;
        _keepUnknown = keepUnknown;
        _scalars = new Scalars(text, keepUnknown);
        _output = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Encoder = WireEncoder.Instance,
            MaxDepth = WireJson.WriteDepth,
            SkipValidation = true,
        });
        _structs = new StructBinder(text, _violations, _output);
    }

    /// <summary>Writes the text as plain JSON of the type.</summary>
    /// <param name="text">The parsed text.</param>
    /// <param name="type">The type.</param>
    /// <param name="package">The proto package that refusals name types in.</param>
    /// <param name="keepUnknown">Whether unknown fields and names are kept, not refused.</param>
    /// <param name="output">Takes the JSON; of no use when there are violations.</param>
    public static Violations Bind(JsonText text, MessageDescriptor type, string package, bool keepUnknown, IBufferWriter<byte> output)
    {
        var binder = new MessageBinder(text, package, keepUnknown, output);
        if (text.IsEmpty)
        {
            return binder._violations;
        }

        if (text[0].Kind == TokenKind.Object)
        {
            binder.WriteMessage(type, [0], Element.Root());
        }
        else
        {
            binder._violations.InvalidName(0, Element.Root(), "", "Root element must be a message.");
        }

        binder._output.Flush();
        return binder._violations;
    }

    // A singular message that was sent twice is the union of both.
    private void WriteMessage(MessageDescriptor type, ReadOnlySpan<int> objects, Element element)
    {
        var members = new MemberList(_text, type, _keepUnknown ? null : _violations);
        foreach (int token in objects)
        {
            members.Add(token, element);
        }

        _output.WriteStartObject();
        foreach (int first in members.Firsts)
        {
            _output.WritePropertyName(members[first].Field.JsonName);
            WriteField(members, first, element);
        }

        foreach (int key in members.Unknown)
        {
            _output.WritePropertyName(_text.GetString(key));
            _text.WriteTo(_output, key + 1);
        }

        _output.WriteEndObject();
    }

    private void WriteField(MemberList members, int first, Element element)
    {
        FieldDescriptor field = members[first].Field;
        if (field.IsMap)
        {
            WriteMap(members, first, element);
        }
        else if (field.IsRepeated)
        {
            _output.WriteStartArray();
            for (int i = first; i >= 0; i = members[i].Again)
            {
                WriteItems(members[i], element);
            }

            _output.WriteEndArray();
        }
        else if (members[first].Again < 0)
        {
            WriteSingle(members[first], element);
        }
        else
        {
            WriteLastOrUnion(members, first, element);
        }
    }

    private void WriteLastOrUnion(MemberList members, int first, Element element)
    {
        List<int> objects = [];
        int last = first;
        for (int i = first; i >= 0; i = members[i].Again)
        {
            last = i;
            if (members[i].Field.Kind == FieldKind.Message && _text[members[i].Token].Kind == TokenKind.Object)
            {
                objects.Add(members[i].Token);
            }
        }

        if (objects.Count > 0)
        {
            FieldDescriptor field = members[first].Field;
            WriteMessage(field.Message!, CollectionsMarshal.AsSpan(objects), element.Message(field));
            return;
        }

        // A scalar that a later one replaces must be in order all the same; it is written into a list that is thrown away.
        for (int i = first; i != last; i = members[i].Again)
        {
            Discard(members[i], element);
        }

        WriteSingle(members[last], element);
    }

    private void Discard(Member member, Element element)
    {
        var unused = new MessageBinder(_text, _package, _keepUnknown, new ArrayBufferWriter<byte>());
        unused.WriteSingle(member, element);
        _violations.Add(unused._violations);
    }

    private void WriteSingle(Member member, Element element)
    {
        if (member.Field.Kind == FieldKind.Message && _text[member.Token].Kind == TokenKind.Object)
        {
            WriteMessage(member.Field.Message!, [member.Token], element.Message(member.Field));
        }
        else
        {
            WriteValue(member.Field, member.Name, member.Token, element);
        }
    }

    // Anything that is no list counts as the only item of one.
    private void WriteItems(Member member, Element element)
    {
        if (_text[member.Token].Kind == TokenKind.Array)
        {
            WriteItems(member.Field, member.Token, element.List(member.Field));
        }
        else
        {
            WriteSingle(member, element);
        }
    }

    private void WriteItems(FieldDescriptor field, int token, Element list)
    {
        int end = _text.Next(token);
        for (int item = token + 1; item < end; item = _text.Next(item))
        {
            switch (_text[item].Kind)
            {
                case TokenKind.Null:
                    break;
                case TokenKind.Array when field.Kind != FieldKind.Value:
                    WriteItems(field, item, list.List(field));
                    break;
                case TokenKind.Object when field.Kind < FieldKind.Message:
                    _violations.InvalidValue(_text[item].Start, list, field.ProtoName, "Starting an object on a scalar field");
                    break;
                default:
                    WriteSingle(new Member(field, "", item, -1), list);
                    break;
            }
        }
    }

    private void WriteMap(MemberList members, int first, Element element)
    {
        FieldDescriptor field = members[first].Field;
        var map = new MapBinder(_text, _violations);
        for (int i = first; i >= 0; i = members[i].Again)
        {
            int token = members[i].Token;
            if (_text[token].Kind == TokenKind.Object)
            {
                map.Add(field, token, element);
            }
            else
            {
                _violations.InvalidValue(_text[token].Start, element.Message(field), field.TypeText(_package), _scalars.Quote(token));
            }
        }

        _output.WriteStartObject();
        foreach ((string key, int token, Element entry) in map.Entries)
        {
            _output.WritePropertyName(key);
            WriteEntry(map, field.MapValue!, key, token, entry);
        }

        _output.WriteEndObject();
    }

    private void WriteEntry(MapBinder map, FieldDescriptor field, string key, int token, Element entry)
    {
        switch (_text[token].Kind)
        {
            case TokenKind.Array:
                map.RefuseList(key, token, entry.Message(field));
                break;
            case TokenKind.Null when field.Kind == FieldKind.Message:
                _output.WriteStartObject();
                _output.WriteEndObject();
                break;
            case TokenKind.Null:
                _output.WriteStringValue("");
                break;
            case TokenKind.Object when field.Kind < FieldKind.Message:
                _violations.InvalidValue(_text[token].Start, entry, field.ProtoName, "Starting an object on a scalar field");
                break;
            default:
                WriteSingle(new Member(field, key, token, -1), entry);
                break;
        }
    }

    private void WriteValue(FieldDescriptor field, string name, int token, Element owner)
    {
        Token value = _text[token];
        switch (field.Kind)
        {
            case FieldKind.Value:
                _structs.WriteValue(token, owner.Message(field));
                return;
            case FieldKind.Struct when value.Kind == TokenKind.Object:
                _structs.WriteStruct(token, owner.Message(field));
                return;
            case FieldKind.Duration or FieldKind.Timestamp:
                WriteTime(field, name, token, owner);
                return;
            case < FieldKind.Message when _scalars.TryWrite(_output, field, token):
                return;
            default:
                string explanation = field.Kind < FieldKind.Message ? _scalars.Explain(field, token) : _scalars.Quote(token);
                _violations.InvalidValue(value.Start, owner.Message(field), field.TypeText(_package), explanation);
                return;
        }
    }

    private void WriteTime(FieldDescriptor field, string name, int token, Element owner)
    {
        Token value = _text[token];
        if (value.Kind == TokenKind.Object)
        {
            WriteMessage(MessageDescriptor.Time, [token], owner.Message(field));
            return;
        }

        string? reason = value.Kind == TokenKind.String
            ? TimeRefusals.Reason(field.Kind, _text.GetString(token))
            : $"Invalid data type for {field.Kind.ToString().ToLowerInvariant()}, value is {_scalars.Quote(token)}";
        if (reason is null)
        {
            _text.WriteTo(_output, token);
            return;
        }

        _violations.InvalidValue(
            value.Start, owner.Message(field), field.TypeText(_package), $"Field '{Echo.Cut(name)}', {reason}");
    }
}
