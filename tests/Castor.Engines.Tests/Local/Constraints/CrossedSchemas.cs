using System.Text.Json.Nodes;
using Castor.Engines.Emulator;

namespace Castor.Engines.Tests.Local.Constraints;

/// <summary>Makes small schemas in which the keywords that combine others stand in each other's way.</summary>
internal sealed class CrossedSchemas(EmulatorRandom random)
{
    private static readonly string[] s_names = ["a", "b", "c", "kind"];

    public JsonObject Next() => Schema(3);

    private JsonObject Schema(int depth)
    {
        JsonObject schema = random.Next(3) == 0 ? Scalar() : random.Next(3) == 0 ? Array(depth) : Object(depth);
        for (int i = random.Next(depth > 0 ? 3 : 1); i > 0; i--)
        {
            Combine(schema, depth - 1);
        }

        return schema;
    }

    private void Combine(JsonObject schema, int depth)
    {
        switch (random.Next(6))
        {
            case 0:
                schema["oneOf"] = new JsonArray([.. Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Part(depth))]);
                break;
            case 1:
                schema["anyOf"] = new JsonArray(Part(depth), Part(depth));
                break;
            case 2:
                schema["not"] = Part(depth);
                break;
            case 3:
                schema["if"] = Part(depth);
                schema["then"] = random.Next(4) == 0 ? false : Part(depth);
                break;
            case 4:
                schema["if"] = Part(depth);
                schema["else"] = Part(depth);
                break;
            default:
                schema["allOf"] = new JsonArray(Part(depth));
                break;
        }
    }

    // A schema that says little, as those beside others do.
    private JsonObject Part(int depth) => random.Next(5) switch
    {
        0 => new() { ["required"] = new JsonArray(Name()) },
        1 => new() { ["properties"] = new JsonObject { [Name()] = Scalar() } },
        2 => new() { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = Word() } }, ["required"] = new JsonArray("kind") },
        3 => Scalar(),
        _ => Schema(Math.Max(0, depth)),
    };

    private JsonObject Scalar() => random.Next(9) switch
    {
        0 => new() { ["type"] = "integer", ["minimum"] = random.Next(10) },
        1 => new() { ["type"] = "number", ["maximum"] = random.Next(10) + 0.5 },
        2 => new() { ["type"] = "string", ["maxLength"] = random.Next(6) },
        3 => new() { ["enum"] = new JsonArray(Word(), random.Next(3), null) },
        4 => new() { ["const"] = Word() },
        5 => new() { ["type"] = "number", ["multipleOf"] = random.Next(2) == 0 ? 0.25 : 0.01, ["minimum"] = -1000, ["maximum"] = 1000 },
        6 => new() { ["type"] = new JsonArray("string", "null"), ["pattern"] = "^[a-f]+$" },
        7 => new() { ["not"] = new JsonObject { ["type"] = random.Next(2) == 0 ? "integer" : "string" } },
        _ => new() { ["type"] = "boolean" },
    };

    private JsonObject Array(int depth)
    {
        JsonObject schema = new() { ["type"] = "array", ["maxItems"] = 3 + random.Next(3) };
        if (random.Next(2) == 0)
        {
            schema["items"] = depth > 0 ? Part(depth - 1) : Scalar();
        }

        if (random.Next(3) == 0)
        {
            schema["prefixItems"] = new JsonArray(Scalar(), Scalar());
        }
        else if (random.Next(2) == 0)
        {
            // Not beside the first items, where ajv finds what is contained in an empty array.
            schema["contains"] = Scalar();
            schema["minContains"] = random.Next(3);
            schema["maxContains"] = 2 + random.Next(2);
        }

        if (random.Next(5) == 0)
        {
            schema["unevaluatedItems"] = Scalar();
        }

        return schema;
    }

    private JsonObject Object(int depth)
    {
        JsonObject properties = [];
        foreach (string name in s_names.Where(_ => random.Next(2) == 0))
        {
            properties[name] = name == "kind" ? new JsonObject { ["enum"] = new JsonArray("x", "y", "z") } : depth > 0 ? Part(depth - 1) : Scalar();
        }

        JsonObject schema = new() { ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray(Name()) };
        switch (random.Next(7))
        {
            case 0:
                schema["additionalProperties"] = false;
                break;
            case 1:
                schema["unevaluatedProperties"] = random.Next(2) == 0 ? false : Scalar();
                break;
            case 2:
                schema["dependentSchemas"] = new JsonObject { [Name()] = Part(depth - 1) };
                break;
            case 3:
                schema["dependentRequired"] = new JsonObject { [Name()] = new JsonArray(Name()) };
                break;
            case 4:
                schema["propertyNames"] = new JsonObject { ["enum"] = new JsonArray("a", "c", "kind", "d") };
                break;
            case 5:
                schema["minProperties"] = 1 + random.Next(2);
                schema["maxProperties"] = 2;
                break;
        }

        return schema;
    }

    private string Name() => s_names[random.Next(s_names.Length)];

    private string Word() => random.Next(3) switch { 0 => "x", 1 => "y", _ => "z" };
}
