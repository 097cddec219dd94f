using System.Text.Json;
using System.Text.Json.Serialization;

namespace Castor.Protocol;

/// <summary>The API's subset of an OpenAPI 3.0 schema. <see href="https://ai.google.dev/api/caching#Schema"/></summary>
public sealed record Schema : WireMessage
{
    /// <summary>The type of the value.</summary>
    public SchemaType? Type { get; init; }

    /// <summary>The format of the value.</summary>
    public string? Format { get; init; }

    /// <summary>A title.</summary>
    public string? Title { get; init; }

    /// <summary>What the value means.</summary>
    public string? Description { get; init; }

    /// <summary>Whether null is allowed.</summary>
    public bool? Nullable { get; init; }

    /// <summary>The allowed strings.</summary>
    public IReadOnlyList<string>? Enum { get; init; }

    /// <summary>The most items of an ARRAY.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? MaxItems { get; init; }

    /// <summary>The fewest items of an ARRAY.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? MinItems { get; init; }

    /// <summary>The properties of an OBJECT.</summary>
    public IReadOnlyDictionary<string, Schema>? Properties { get; init; }

    /// <summary>The properties that must be there.</summary>
    public IReadOnlyList<string>? Required { get; init; }

    /// <summary>The fewest properties of an OBJECT.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? MinProperties { get; init; }

    /// <summary>The most properties of an OBJECT.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? MaxProperties { get; init; }

    /// <summary>The shortest STRING.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? MinLength { get; init; }

    /// <summary>The longest STRING.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? MaxLength { get; init; }

    /// <summary>A regular expression for a STRING.</summary>
    public string? Pattern { get; init; }

    /// <summary>An example of the value.</summary>
    public JsonElement? Example { get; init; }

    /// <summary>The value matches at least one of these.</summary>
    public IReadOnlyList<Schema>? AnyOf { get; init; }

    /// <summary>The order of the properties in the answer.</summary>
    public IReadOnlyList<string>? PropertyOrdering { get; init; }

    /// <summary>The default value.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>The items of an ARRAY.</summary>
    public Schema? Items { get; init; }

    /// <summary>The least INTEGER or NUMBER.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest INTEGER or NUMBER.</summary>
    public double? Maximum { get; init; }
}
