namespace Castor.Protocol.Json.FrontEnd;

/// <summary>The proto types of fields.</summary>
internal enum FieldKind
{
    String,
    Bytes,
    Bool,
    Int32,
    Int64,
    Float,
    Double,
    Enum,
    Message,
    Duration,
    Timestamp,

    /// <summary><c>google.protobuf.Struct</c>: any JSON object.</summary>
    Struct,

    /// <summary><c>google.protobuf.Value</c>: any JSON.</summary>
    Value,
}
