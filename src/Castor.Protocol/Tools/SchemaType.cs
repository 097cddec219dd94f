using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>The type of a schema. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<SchemaType>))]
public readonly record struct SchemaType(string Value) : IOpenEnum<SchemaType>
{
    /// <summary><c>TYPE_UNSPECIFIED</c></summary>
    public static SchemaType Unspecified => new("TYPE_UNSPECIFIED");

    /// <summary><c>STRING</c></summary>
    public static SchemaType String => new("STRING");

    /// <summary><c>NUMBER</c></summary>
    public static SchemaType Number => new("NUMBER");

    /// <summary><c>INTEGER</c></summary>
    public static SchemaType Integer => new("INTEGER");

    /// <summary><c>BOOLEAN</c></summary>
    public static SchemaType Boolean => new("BOOLEAN");

    /// <summary><c>ARRAY</c></summary>
    public static SchemaType Array => new("ARRAY");

    /// <summary><c>OBJECT</c></summary>
    public static SchemaType Object => new("OBJECT");

    /// <summary><c>NULL</c></summary>
    public static SchemaType Null => new("NULL");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "Type",
    [
        (0, "TYPE_UNSPECIFIED"),
        (1, "STRING"),
        (2, "NUMBER"),
        (3, "INTEGER"),
        (4, "BOOLEAN"),
        (5, "ARRAY"),
        (6, "OBJECT"),
        (7, "NULL"),
    ]);

    /// <inheritdoc/>
    public static SchemaType FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
