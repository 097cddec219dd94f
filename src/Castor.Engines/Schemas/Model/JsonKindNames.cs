using System.Text.Json;

namespace Castor.Engines.Schemas;

/// <summary>Reads the kinds of schemas and values.</summary>
internal static class JsonKindNames
{
    /// <summary>The kinds that a type name allows, in any letter case as both forms of schema are sent; none for a name that is no type.</summary>
    public static JsonKinds Parse(string? name) => name?.ToLowerInvariant() switch
    {
        "null" => JsonKinds.Null,
        "boolean" => JsonKinds.Boolean,
        "integer" => JsonKinds.Whole,
        "number" => JsonKinds.Number,
        "string" => JsonKinds.String,
        "array" => JsonKinds.Array,
        "object" => JsonKinds.Object,
        _ => JsonKinds.None,
    };

    /// <summary>The kind of a value.</summary>
    public static JsonKinds Of(Datum datum) => datum.Kind switch
    {
        JsonValueKind.Null => JsonKinds.Null,
        JsonValueKind.True or JsonValueKind.False => JsonKinds.Boolean,
        JsonValueKind.Number => datum.Number.IsWhole ? JsonKinds.Whole : JsonKinds.Fraction,
        JsonValueKind.String => JsonKinds.String,
        JsonValueKind.Array => JsonKinds.Array,
        _ => JsonKinds.Object,
    };
}
