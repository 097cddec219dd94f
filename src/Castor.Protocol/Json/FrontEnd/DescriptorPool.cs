using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>The descriptors of all messages, made from the generated metadata and <see cref="WireFacts"/>.</summary>
internal sealed class DescriptorPool(JsonSerializerOptions options)
{
    private static readonly Dictionary<Type, FieldKind> s_kinds = new()
    {
        [typeof(string)] = FieldKind.String,
        [typeof(ReadOnlyMemory<byte>)] = FieldKind.Bytes,
        [typeof(bool)] = FieldKind.Bool,
        [typeof(int)] = FieldKind.Int32,
        [typeof(long)] = FieldKind.Int64,
        [typeof(float)] = FieldKind.Float,
        [typeof(double)] = FieldKind.Double,
        [typeof(ProtoDuration)] = FieldKind.Duration,
        [typeof(ProtoTimestamp)] = FieldKind.Timestamp,
    };

    private readonly Dictionary<Type, MessageDescriptor> _messages = [];
    private readonly Lock _lock = new();

    public MessageDescriptor Find(Type type)
    {
        lock (_lock)
        {
            return Describe(options.GetTypeInfo(type), WireFacts.MessageName(type));
        }
    }

    private MessageDescriptor Describe(JsonTypeInfo type, string typeName)
    {
        if (_messages.TryGetValue(type.Type, out MessageDescriptor? message))
        {
            return message;
        }

        message = new MessageDescriptor(typeName);
        _messages.Add(type.Type, message);
        foreach (JsonPropertyInfo property in type.Properties)
        {
            // A property without a getter is none of the wire.
            if (!property.IsExtensionData && property.Get is not null && property.CustomConverter is not IRefusedConverter)
            {
                message.Add(DescribeField(type.Type, property, message.Fields.Count), property.Name);
            }
        }

        return message;
    }

    private FieldDescriptor DescribeField(Type owner, JsonPropertyInfo property, int index)
    {
        JsonTypeInfo type = options.GetTypeInfo(property.PropertyType);
        bool isMap = type.Kind == JsonTypeInfoKind.Dictionary;
        bool isRepeated = isMap || type.Kind == JsonTypeInfoKind.Enumerable;
        Type element = isRepeated ? type.ElementType! : type.Type;
        element = Nullable.GetUnderlyingType(element) ?? element;
        FieldKind kind = KindOf(owner, property.Name, element);
        EnumDescriptor? enumeration = kind == FieldKind.Enum ? EnumOf(owner, property, element) : null;
        MessageDescriptor? message = kind == FieldKind.Message
            ? Describe(options.GetTypeInfo(element), WireFacts.MessageName(element))
            : null;
        string typeName = WireFacts.FieldType(owner, property.Name) ?? enumeration?.ProtoName ?? message?.TypeName ?? "";
        string protoName = WireFacts.ProtoName(owner, property.Name) ?? ToSnakeCase(property.Name);
        return new FieldDescriptor(property.Name, protoName, kind)
        {
            Index = index,
            IsRepeated = isRepeated,
            IsMap = isMap,
            Oneof = WireFacts.Oneof(owner, property.Name),
            Enum = enumeration,
            Message = message,
            MapValue = isMap ? new FieldDescriptor("value", "value", kind) { Enum = enumeration, Message = message, TypeName = typeName } : null,
            TypeName = isMap ? $"{WireFacts.MessageName(owner)}.{char.ToUpperInvariant(property.Name[0])}{property.Name[1..]}Entry" : typeName,
        };
    }

    private FieldKind KindOf(Type owner, string name, Type type)
    {
        if (type == typeof(JsonElement))
        {
            return WireFacts.IsStruct(owner, name) ? FieldKind.Struct : FieldKind.Value;
        }

        return s_kinds.TryGetValue(type, out FieldKind kind)
            ? kind
            : options.GetTypeInfo(type) switch
            {
                { Kind: JsonTypeInfoKind.Object } => FieldKind.Message,
                { Converter: IOpenEnumConverter } => FieldKind.Enum,
                _ => FieldKind.Value,
            };
    }

    private EnumDescriptor EnumOf(Type owner, JsonPropertyInfo property, Type type) =>
        (property.CustomConverter as IOpenEnumConverter)?.Descriptor ?? WireFacts.FieldEnum(owner, property.Name) ?? ((IOpenEnumConverter)options.GetTypeInfo(type).Converter).Descriptor;

    private static string ToSnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }
}
