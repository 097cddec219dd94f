using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Emulator;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>Random schemas of the API's own form that some value satisfies, and what they mean in JSON Schema.</summary>
internal sealed class ApiSchemas(EmulatorRandom random)
{
    private static readonly string[] s_names = ["city", "userName", "age", "price", "tags", "start_date", "is_active", "emails", "notes", "id"];

    private static readonly string[] s_patterns = ["^[A-Z]{2}\\d{4}$", "red|blue", "^[a-z]+(-[a-z]+)*$", "\\d{3}"];

    public Schema Next(int depth) => random.Next(depth > 0 ? 9 : 5) switch
    {
        0 => String(),
        1 => Number(SchemaType.Integer),
        2 => Number(SchemaType.Number),
        3 => new Schema { Type = SchemaType.Boolean, Nullable = random.Next(2) == 0 },
        4 => new Schema { Type = SchemaType.String, Format = "enum", Enum = ["EAST", "NORTH", "SOUTH", "WEST"], Default = JsonElement.Parse("\"SOUTH\"") },
        5 => Array(depth - 1),
        6 => new Schema { AnyOf = [Next(depth - 1), Next(depth - 1), new Schema { Type = SchemaType.Null }] },
        _ => Object(depth - 1),
    };

    /// <summary>The same schema in JSON Schema, by the rules of OpenAPI 3.0.</summary>
    public static JsonObject ToJsonSchema(Schema schema)
    {
        var json = new JsonObject();
        if (schema.Type is { } type)
        {
            JsonNode name = type.Value.ToLowerInvariant();
            json["type"] = schema.Nullable == true ? new JsonArray(name, "null") : name;
        }

        Set(json, "minimum", schema.Minimum);
        Set(json, "maximum", schema.Maximum);
        Set(json, "minLength", schema.MinLength);
        Set(json, "maxLength", schema.MaxLength);
        Set(json, "minItems", schema.MinItems);
        Set(json, "maxItems", schema.MaxItems);
        Set(json, "minProperties", schema.MinProperties);
        Set(json, "maxProperties", schema.MaxProperties);
        Set(json, "pattern", schema.Pattern);
        Set(json, "format", schema.Format == "enum" ? null : schema.Format);
        Set(json, "items", schema.Items is null ? null : ToJsonSchema(schema.Items));
        Set(json, "anyOf", schema.AnyOf is null ? null : new JsonArray([.. schema.AnyOf.Select(ToJsonSchema)]));
        Set(json, "required", schema.Required is null ? null : new JsonArray([.. schema.Required.Select(name => JsonValue.Create(name))]));
        if (schema.Enum is not null)
        {
            bool number = schema.Type == SchemaType.Integer;
            json["enum"] = new JsonArray([.. schema.Enum.Select(name => number ? JsonValue.Create(long.Parse(name, CultureInfo.InvariantCulture)) : (JsonNode)JsonValue.Create(name))]);
        }

        if (schema.Properties is not null)
        {
            json["properties"] = new JsonObject(schema.Properties.Select(property => KeyValuePair.Create<string, JsonNode?>(property.Key, ToJsonSchema(property.Value))));
        }

        return json;
    }

    private static void Set(JsonObject json, string keyword, JsonNode? value)
    {
        if (value is not null)
        {
            json[keyword] = value;
        }
    }

    private Schema String() => random.Next(5) switch
    {
        0 => new Schema { Type = SchemaType.String, MinLength = 3, MaxLength = 3 + random.Next(20) },
        1 => new Schema { Type = SchemaType.String, Format = "date-time", Nullable = true },
        2 => new Schema { Type = SchemaType.String, Pattern = s_patterns[random.Next(s_patterns.Length)] },
        3 => new Schema { Type = SchemaType.String, Example = JsonElement.Parse("\"an example\""), MaxLength = 5 + random.Next(10) },
        _ => new Schema { Type = SchemaType.String, Description = "Some text" },
    };

    private Schema Number(SchemaType type)
    {
        double low = random.Next(200) - 100;
        return random.Next(3) switch
        {
            0 => new Schema { Type = type, Minimum = low, Maximum = low + random.Next(5) },
            1 => new Schema { Type = type, Maximum = low, Format = type == SchemaType.Integer ? "int64" : "float" },
            _ => type == SchemaType.Integer ? new Schema { Type = type, Enum = ["101", "202"] } : new Schema { Type = type, Nullable = true },
        };
    }

    private Schema Array(int depth)
    {
        int min = random.Next(4);
        return new Schema { Type = SchemaType.Array, Items = Next(depth), MinItems = min, MaxItems = min + random.Next(3) };
    }

    private Schema Object(int depth)
    {
        var properties = new Dictionary<string, Schema>();
        for (int i = random.Next(5); i >= 0; i--)
        {
            properties.TryAdd(s_names[random.Next(s_names.Length)], Next(depth));
        }

        return new Schema
        {
            Type = SchemaType.Object,
            Properties = properties,
            Required = [.. properties.Keys.Where(_ => random.Next(2) == 0)],
            PropertyOrdering = random.Next(2) == 0 ? [.. properties.Keys.Reverse()] : null,
            MinProperties = random.Next(2) == 0 ? properties.Count : null,
            Nullable = random.Next(4) == 0,
        };
    }
}
