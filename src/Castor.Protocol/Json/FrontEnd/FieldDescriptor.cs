using System.Text.Json;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>One field of a message.</summary>
/// <param name="jsonName">The camelCase name.</param>
/// <param name="protoName">The snake_case name.</param>
/// <param name="kind">The type, of each element where there are several.</param>
internal sealed class FieldDescriptor(string jsonName, string protoName, FieldKind kind)
{
    /// <summary>The fields of the messages that <c>google.protobuf.Struct</c> is made of, for paths.</summary>
    public static readonly FieldDescriptor StructFields = new("fields", "fields", FieldKind.Value) { IsRepeated = true };
    public static readonly FieldDescriptor StructEntry = new("value", "value", FieldKind.Value);
    public static readonly FieldDescriptor StructValue = new("structValue", "struct_value", FieldKind.Struct);
    public static readonly FieldDescriptor ListValue = new("listValue", "list_value", FieldKind.Value);
    public static readonly FieldDescriptor ListValues = new("values", "values", FieldKind.Value) { IsRepeated = true };

    public string ProtoName { get; } = protoName;

    public FieldKind Kind { get; } = kind;

    public JsonEncodedText JsonName { get; } = JsonEncodedText.Encode(jsonName);

    public int Index { get; init; }

    public bool IsRepeated { get; init; }

    public bool IsMap { get; init; }

    /// <summary>The oneof that the field is in; null for none.</summary>
    public string? Oneof { get; init; }

    public EnumDescriptor? Enum { get; init; }

    public MessageDescriptor? Message { get; init; }

    /// <summary>The value field of a map's entries.</summary>
    public FieldDescriptor? MapValue { get; init; }

    /// <summary>The name of the field's message or enumeration type, within the API's package unless it starts with <c>google.</c>.</summary>
    public string TypeName { get; init; } = "";

    /// <summary>The type as refusals name it.</summary>
    public string TypeText(string package) => Kind switch
    {
        _ when IsMap => Url(TypeName, package),
        FieldKind.String => "TYPE_STRING",
        FieldKind.Bytes => "TYPE_BYTES",
        FieldKind.Bool => "TYPE_BOOL",
        FieldKind.Int32 => "TYPE_INT32",
        FieldKind.Int64 => "TYPE_INT64",
        FieldKind.Float => "TYPE_FLOAT",
        FieldKind.Double => "TYPE_DOUBLE",
        FieldKind.Duration => Url("google.protobuf.Duration", package),
        FieldKind.Timestamp => Url("google.protobuf.Timestamp", package),
        FieldKind.Struct => Url("google.protobuf.Struct", package),
        FieldKind.Value => Url("google.protobuf.Value", package),
        _ => Url(TypeName, package),
    };

    private static string Url(string typeName, string package) => typeName.StartsWith("google.", StringComparison.Ordinal)
        ? $"type.googleapis.com/{typeName}"
        : $"type.googleapis.com/{package}.{typeName}";
}
