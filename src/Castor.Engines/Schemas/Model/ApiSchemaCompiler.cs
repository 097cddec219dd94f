using System.Globalization;
using Castor.Protocol;

namespace Castor.Engines.Schemas;

/// <summary>Compiles the API's own form of schema.</summary>
internal sealed class ApiSchemaCompiler
{
    private readonly List<SchemaNode> _nodes = [];

    /// <summary>Compiles a schema.</summary>
    /// <exception cref="SchemaDefectException">A pattern is no regular expression.</exception>
    public static SchemaNode Compile(Schema schema)
    {
        var compiler = new ApiSchemaCompiler();
        SchemaNode root = compiler.Compile(schema, "");
        SchemaHeights.Set(compiler._nodes);
        return root;
    }

    private SchemaNode Compile(Schema schema, string path)
    {
        var node = new SchemaNode
        {
            Path = path,
            Title = schema.Title,
            Description = schema.Description,
            Format = schema.Format,
            Examples = ExamplesOf(schema),
            Kinds = KindsOf(schema),
        };
        _nodes.Add(node);
        if (_nodes.Count > JsonSchemaCompiler.MostSchemas)
        {
            throw GenerationBudget.TooMuch();
        }

        node.Enum = EnumOf(schema, node.Kinds);
        SetNumbers(schema, node);
        SetStrings(schema, node);
        SetArrays(schema, node);
        SetObjects(schema, node);
        node.AnyOf = CompileAll(schema.AnyOf, path);
        return node;
    }

    private static JsonKinds KindsOf(Schema schema)
    {
        JsonKinds kinds = JsonKindNames.Parse(schema.Type?.Value);
        if (kinds == JsonKinds.None)
        {
            return JsonKinds.All;
        }

        return schema.Nullable == true ? kinds | JsonKinds.Null : kinds;
    }

    private static List<Datum> ExamplesOf(Schema schema)
    {
        var examples = new List<Datum>();
        if (schema.Example is { } example)
        {
            examples.Add(Datum.From(example));
        }

        if (schema.Default is { } @default)
        {
            examples.Add(Datum.From(@default));
        }

        return examples;
    }

    // The form has no enum but of strings; for a number the strings name the numbers.
    private static List<Datum>? EnumOf(Schema schema, JsonKinds kinds)
    {
        if (schema.Enum is not { Count: > 0 } names)
        {
            return null;
        }

        bool numbers = (kinds & JsonKinds.Number) != 0 && (kinds & JsonKinds.String) == 0;
        var values = new List<Datum>(names.Count);
        foreach (string name in names)
        {
            values.Add(numbers && TryParseNumber(name, out decimal number) ? Datum.Of(number) : Datum.Of(name));
        }

        return values;
    }

    // As people write them, with thousands separators.
    private static bool TryParseNumber(string text, out decimal number) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);

    private static void SetNumbers(Schema schema, SchemaNode node)
    {
        if (schema.Minimum is not null || schema.Maximum is not null)
        {
            node.Numbers = new NumberRules
            {
                Minimum = schema.Minimum is { } low ? JsonNumber.From(low) : null,
                Maximum = schema.Maximum is { } high ? JsonNumber.From(high) : null,
            };
        }
    }

    private static void SetStrings(Schema schema, SchemaNode node)
    {
        if (schema.MinLength is not null || schema.MaxLength is not null || schema.Pattern is not null)
        {
            node.Strings = new StringRules
            {
                MinLength = schema.MinLength ?? 0,
                MaxLength = schema.MaxLength ?? long.MaxValue,
                Pattern = schema.Pattern is { } pattern ? JsonSchemaCompiler.ParsePattern(pattern, node.Path) : null,
            };
        }
    }

    private void SetArrays(Schema schema, SchemaNode node)
    {
        if (schema.Items is not null || schema.MinItems is not null || schema.MaxItems is not null)
        {
            node.Arrays = new ArrayRules
            {
                MinItems = schema.MinItems ?? 0,
                MaxItems = schema.MaxItems ?? long.MaxValue,
                Items = schema.Items is { } items ? Compile(items, node.Path + ".items") : null,
            };
        }
    }

    private void SetObjects(Schema schema, SchemaNode node)
    {
        if (schema.Properties is null && schema.Required is null && schema.MinProperties is null && schema.MaxProperties is null)
        {
            return;
        }

        var properties = new List<KeyValuePair<string, SchemaNode>>();
        foreach ((string name, Schema property) in schema.Properties ?? new Dictionary<string, Schema>())
        {
            properties.Add(new(name, Compile(property, node.Path + ".properties[" + name + "]")));
        }

        node.Objects = new ObjectRules
        {
            Properties = properties,
            Required = schema.Required ?? [],
            PropertyOrdering = schema.PropertyOrdering ?? [],
            MinProperties = schema.MinProperties ?? 0,
            MaxProperties = schema.MaxProperties ?? long.MaxValue,
        };
    }

    private List<SchemaNode> CompileAll(IReadOnlyList<Schema>? schemas, string path)
    {
        var nodes = new List<SchemaNode>(schemas?.Count ?? 0);
        for (int i = 0; i < (schemas?.Count ?? 0); i++)
        {
            nodes.Add(Compile(schemas![i], path + ".any_of[" + i + "]"));
        }

        return nodes;
    }
}
