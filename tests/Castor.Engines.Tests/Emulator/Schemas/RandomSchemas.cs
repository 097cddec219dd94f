using System.Text.Json.Nodes;
using Castor.Engines.Emulator;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>Makes random JSON Schemas that some value satisfies: every bound leaves room, every required property is allowed.</summary>
internal sealed class RandomSchemas(EmulatorRandom random)
{
    private static readonly string[] s_names =
        ["city", "name", "age", "price", "tags", "start_date", "isActive", "email", "items", "notes", "id", "größe", "a/b", "x", "kind", "summary", "total", "home page", "$odd", "0"];

    private static readonly string[] s_formats =
        ["date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uri-reference", "uuid", "byte", "json-pointer", "regex", "password", "made-up"];

    private static readonly string[] s_samplePatterns =
        ["^[A-Z]{2}\\d{4}$", "red|blue|green|white", "^(\\d{3})-?\\d{2}$", "^\\S+@\\S+$", "[aeiou]{2,}", "^(a|bb|ccc)+$", "^[^a-z\\s]{3,}$", "\\bfoo\\b", "^\\p{Lu}\\p{Ll}+$", "^.{5}$", "x{0,3}y", "^$|^n/a$"];

    private readonly List<string> _definitions = [];
    private JsonObject _defs = [];

    /// <summary>A schema with its definitions.</summary>
    public JsonObject Next()
    {
        _definitions.Clear();
        _defs = [];
        int count = random.Next(3);
        for (int i = 0; i < count; i++)
        {
            _definitions.Add("def" + i);
        }

        // A definition may refer to any other, itself too, but only from where it can be left out.
        for (int i = 0; i < count; i++)
        {
            _defs["def" + i] = random.Next(2) == 0 ? Object(2, recursive: true) : Schema(2, recursive: true);
        }

        JsonObject root = random.Next(3) > 0 ? Object(3, recursive: false) : Schema(3, recursive: false);
        if (count > 0)
        {
            root["$defs"] = _defs;
        }

        return root;
    }

    private JsonObject Schema(int depth, bool recursive)
    {
        JsonObject schema = random.Next(depth > 0 ? 16 : 7) switch
        {
            0 or 1 => String(),
            2 => Number("integer"),
            3 => Number("number"),
            4 => new JsonObject { ["type"] = "boolean" },
            5 => Enum(),
            6 => Nullable(),
            7 or 8 => Array(depth - 1, recursive),
            9 or 10 or 11 => Object(depth - 1, recursive),
            12 => AnyOf(depth - 1, recursive),
            13 => OneOf(depth - 1, recursive),
            14 => AllOf(depth - 1, recursive),
            _ => recursive || _definitions.Count == 0 ? String() : new JsonObject { ["$ref"] = Reference() },
        };
        if (random.Next(12) == 0)
        {
            schema["description"] = "What this is.";
        }

        if (random.Next(25) == 0 && !schema.ContainsKey("$ref"))
        {
            schema[random.Next(2) == 0 ? "example" : "default"] = random.Next(2) == 0 ? "sample" : 7;
        }

        return schema;
    }

    private string Reference() => "#/$defs/" + _definitions[random.Next(_definitions.Count)];

    private JsonObject String()
    {
        var schema = new JsonObject { ["type"] = "string" };
        switch (random.Next(5))
        {
            case 0:
                int min = random.Next(30);
                schema["minLength"] = min;
                schema["maxLength"] = min + random.Next(10);
                break;
            case 1:
                schema["format"] = s_formats[random.Next(s_formats.Length)];
                break;
            case 2:
                schema["pattern"] = random.Next(2) == 0 ? s_samplePatterns[random.Next(s_samplePatterns.Length)] : new RandomPatterns(random).Next();
                break;
            case 3:
                schema["maxLength"] = random.Next(8);
                break;
        }

        return schema;
    }

    private JsonObject Number(string type)
    {
        var schema = new JsonObject { ["type"] = type };
        int low = random.Next(2_000) - 1_000;
        int width = random.Next(3) == 0 ? 2 : 1 + random.Next(500);
        switch (random.Next(7))
        {
            case 0:
                schema["minimum"] = low;
                schema["maximum"] = low + width;
                break;
            case 1:
                schema["exclusiveMinimum"] = low;
                schema["exclusiveMaximum"] = low + width + 1;
                break;
            case 2:
                int step = 1 + random.Next(20);
                schema["minimum"] = low;
                schema["maximum"] = low + width + (2 * step);
                schema["multipleOf"] = step;
                break;
            case 3 when type == "number":
                schema["multipleOf"] = new[] { 0.1, 0.25, 0.01, 1.5 }[random.Next(4)];
                schema["exclusiveMinimum"] = low;
                break;
            case 4 when type == "number":
                schema["exclusiveMinimum"] = low / 1000.0;
                schema["exclusiveMaximum"] = Math.Round((low / 1000.0) + 0.0004, 4);
                break;
            case 5:
                schema["format"] = type == "integer" ? "int32" : "double";
                schema["maximum"] = low;
                break;
        }

        return schema;
    }

    private JsonObject Enum() => random.Next(4) switch
    {
        0 => new JsonObject { ["const"] = random.Next(100) },
        1 => new JsonObject { ["enum"] = new JsonArray("red", "green", "blue") },
        2 => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("a", 2, null, "bc"), ["minLength"] = 2 },
        _ => new JsonObject { ["enum"] = new JsonArray(1, 2.5, new JsonObject { ["k"] = 1 }, new JsonArray(1)) },
    };

    private JsonObject Nullable()
    {
        JsonObject schema = random.Next(2) == 0 ? String() : Number("integer");
        schema["type"] = new JsonArray(schema["type"]!.GetValue<string>(), "null");
        return schema;
    }

    private JsonObject Array(int depth, bool recursive)
    {
        var schema = new JsonObject { ["type"] = "array" };
        int min = random.Next(4);
        switch (random.Next(6))
        {
            case 0:
                schema["prefixItems"] = new JsonArray(Schema(depth, recursive), Schema(depth, recursive));
                schema["items"] = random.Next(2) == 0 ? false : Schema(depth, recursive);
                schema["minItems"] = random.Next(3);
                break;
            case 1:
                schema["items"] = new JsonObject { ["enum"] = new JsonArray("a", "b", "c", "d") };
                schema["uniqueItems"] = true;
                schema["minItems"] = min;
                break;
            case 2:
                schema["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 6 };
                schema["uniqueItems"] = true;
                schema["minItems"] = min + 2;
                break;
            case 3:
                schema["contains"] = new JsonObject { ["const"] = "needle" };
                schema["items"] = new JsonObject { ["type"] = "string" };
                break;
            case 4 when recursive && _definitions.Count > 0:
                schema["items"] = new JsonObject { ["$ref"] = Reference() };
                schema["maxItems"] = 3;
                break;
            default:
                schema["items"] = Schema(depth, recursive);
                schema["minItems"] = min;
                schema["maxItems"] = min + random.Next(4);
                break;
        }

        return schema;
    }

    private JsonObject Object(int depth, bool recursive)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        int count = random.Next(5);
        for (int i = 0; i < count; i++)
        {
            string name = s_names[random.Next(s_names.Length)];
            if (properties.ContainsKey(name))
            {
                continue;
            }

            bool refers = recursive && _definitions.Count > 0 && random.Next(3) == 0;
            properties[name] = refers ? new JsonObject { ["$ref"] = Reference() } : Schema(depth, recursive);
            if (!refers && random.Next(2) == 0)
            {
                required.Add(name);
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        AddObjectRules(schema, properties, depth, recursive);
        return schema;
    }

    private void AddObjectRules(JsonObject schema, JsonObject properties, int depth, bool recursive)
    {
        switch (random.Next(9))
        {
            case 0:
                schema["additionalProperties"] = false;
                break;
            case 1:
                schema["additionalProperties"] = Schema(depth, recursive);
                schema["minProperties"] = properties.Count + random.Next(3);
                break;
            case 2:
                schema["patternProperties"] = new JsonObject { ["^x_[a-z]{3}$"] = Schema(0, recursive) };
                schema["additionalProperties"] = false;
                schema["minProperties"] = properties.Count + 1;
                break;
            case 3:
                schema["propertyOrdering"] = new JsonArray([.. properties.Reverse().Select(property => JsonValue.Create(property.Key))]);
                break;
            case 4:
                schema["maxProperties"] = Math.Max(schema["required"]?.AsArray().Count ?? 0, 1);
                break;
            case 5 when properties.Count > 1 && !properties.Last().Value!.AsObject().ContainsKey("$ref"):
                schema["dependentRequired"] = new JsonObject { [properties.First().Key] = new JsonArray(properties.Last().Key) };
                break;
            case 6:
                schema["propertyNames"] = new JsonObject { ["maxLength"] = 20 };
                break;
            case 7:
                schema["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = "full" } }, ["required"] = new JsonArray("kind") };
                schema["then"] = new JsonObject { ["required"] = new JsonArray("extra") };
                properties["kind"] = new JsonObject { ["enum"] = new JsonArray("full", "short") };
                break;
        }
    }

    private JsonObject AnyOf(int depth, bool recursive) =>
        new() { ["anyOf"] = new JsonArray(Schema(depth, recursive), Schema(depth, recursive), new JsonObject { ["type"] = "null" }) };

    private JsonObject OneOf(int depth, bool recursive) => random.Next(2) == 0
        ? new() { ["oneOf"] = new JsonArray(Variant("circle", depth, recursive), Variant("square", depth, recursive)) }
        : new() { ["oneOf"] = new JsonArray(String(), Number("integer"), Object(depth, recursive)) };

    private JsonObject Variant(string kind, int depth, bool recursive)
    {
        JsonObject variant = Object(depth, recursive);
        variant["properties"]!["kind"] = new JsonObject { ["const"] = kind };
        var required = variant["required"]?.AsArray() ?? [];
        variant.Remove("if");
        variant.Remove("maxProperties");
        variant.Remove("required");
        variant["required"] = new JsonArray([.. required.Select(name => name!.DeepClone()), "kind"]);
        return variant;
    }

    private JsonObject AllOf(int depth, bool recursive) => random.Next(3) switch
    {
        0 => new JsonObject
        {
            ["allOf"] = new JsonArray(
                new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["left"] = Schema(depth, recursive) }, ["required"] = new JsonArray("left") },
                new JsonObject { ["properties"] = new JsonObject { ["right"] = Schema(depth, recursive) }, ["required"] = new JsonArray("right") }),
        },
        1 => new JsonObject
        {
            ["allOf"] = new JsonArray(new JsonObject { ["type"] = "integer", ["minimum"] = 3 }, new JsonObject { ["maximum"] = 40 }, new JsonObject { ["multipleOf"] = 6 }),
            ["not"] = new JsonObject { ["const"] = 12 },
        },
        _ => new JsonObject
        {
            ["allOf"] = new JsonArray(new JsonObject { ["type"] = "string", ["minLength"] = 4 }, new JsonObject { ["pattern"] = "^[a-z]+$" }),
            ["not"] = new JsonObject { ["type"] = "integer" },
        },
    };
}
