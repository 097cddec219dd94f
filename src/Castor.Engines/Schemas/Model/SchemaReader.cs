using System.Text.Json;

namespace Castor.Engines.Schemas;

/// <summary>Reads the keywords of one JSON Schema object. A keyword with a value of the wrong type is passed over, as validators do.</summary>
internal readonly struct SchemaReader(SchemaLocation location, Func<SchemaLocation, SchemaNode> compile)
{
    public SchemaLocation Location { get; } = location;

    private JsonElement Element => Location.Element;

    public string? String(string keyword) => Has(keyword, JsonValueKind.String, out JsonElement value) ? value.GetString() : null;

    public SchemaNode? Schema(string keyword) => Element.TryGetProperty(keyword, out JsonElement value) && IsSchema(value) ? Compile(keyword, value) : null;

    public List<SchemaNode> Schemas(string keyword)
    {
        var schemas = new List<SchemaNode>();
        if (Has(keyword, JsonValueKind.Array, out JsonElement list))
        {
            int i = 0;
            foreach (JsonElement item in list.EnumerateArray())
            {
                schemas.Add(Compile(keyword + "/" + i++, item));
            }
        }

        return schemas;
    }

    public JsonKinds Kinds()
    {
        var kinds = JsonKinds.None;
        if (Element.TryGetProperty("type", out JsonElement type))
        {
            if (type.ValueKind == JsonValueKind.String)
            {
                kinds = JsonKindNames.Parse(type.GetString());
            }
            else if (type.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement name in type.EnumerateArray())
                {
                    kinds |= name.ValueKind == JsonValueKind.String ? JsonKindNames.Parse(name.GetString()) : JsonKinds.None;
                }
            }
        }

        if (kinds == JsonKinds.None)
        {
            return JsonKinds.All;
        }

        return Has("nullable", JsonValueKind.True, out _) ? kinds | JsonKinds.Null : kinds;
    }

    public List<Datum>? Enum()
    {
        List<Datum>? values = null;
        if (Has("enum", JsonValueKind.Array, out JsonElement list))
        {
            values = List(list);
        }

        if (!Element.TryGetProperty("const", out JsonElement constant))
        {
            return values;
        }

        var only = Datum.From(constant);
        return values is null || values.Exists(only.SameAs) ? [only] : [];
    }

    public List<Datum> Examples()
    {
        var examples = new List<Datum>();
        if (Element.TryGetProperty("example", out JsonElement example))
        {
            examples.Add(Datum.From(example));
        }

        if (Has("examples", JsonValueKind.Array, out JsonElement list))
        {
            examples.AddRange(List(list));
        }

        if (Element.TryGetProperty("default", out JsonElement @default))
        {
            examples.Add(Datum.From(@default));
        }

        return examples;
    }

    public NumberRules? Numbers()
    {
        var rules = new NumberRules
        {
            Minimum = Number("minimum"),
            Maximum = Number("maximum"),
            ExclusiveMinimum = Number("exclusiveMinimum"),
            ExclusiveMaximum = Number("exclusiveMaximum"),
            MultipleOf = Number("multipleOf"),
        };
        // Draft 4 and OpenAPI 3.0 write the exclusive bounds as booleans beside the inclusive ones.
        if (Has("exclusiveMinimum", JsonValueKind.True, out _))
        {
            rules.ExclusiveMinimum = rules.Minimum;
        }

        if (Has("exclusiveMaximum", JsonValueKind.True, out _))
        {
            rules.ExclusiveMaximum = rules.Maximum;
        }

        bool any = rules.Minimum is not null || rules.Maximum is not null || rules.ExclusiveMinimum is not null
            || rules.ExclusiveMaximum is not null || rules.MultipleOf is not null;
        return any ? rules : null;
    }

    public StringRules? Strings()
    {
        long? min = Count("minLength");
        long? max = Count("maxLength");
        string? pattern = String("pattern");
        return min is null && max is null && pattern is null ? null : new StringRules
        {
            MinLength = min ?? 0,
            MaxLength = max ?? long.MaxValue,
            Pattern = pattern is null ? null : JsonSchemaCompiler.ParsePattern(pattern, Location.Pointer),
        };
    }

    public ArrayRules? Arrays()
    {
        // Until draft 2019-09 a list in "items" meant the first items, and "additionalItems" the others.
        bool tuple = Has("items", JsonValueKind.Array, out _);
        var rules = new ArrayRules
        {
            MinItems = Count("minItems") ?? 0,
            MaxItems = Count("maxItems") ?? long.MaxValue,
            UniqueItems = Has("uniqueItems", JsonValueKind.True, out _),
            PrefixItems = Schemas(tuple ? "items" : "prefixItems"),
            Items = Schema(tuple ? "additionalItems" : "items"),
            Contains = Schema("contains"),
            MinContains = Count("minContains") ?? 1,
            MaxContains = Count("maxContains") ?? long.MaxValue,
        };
        bool any = rules.MinItems > 0 || rules.MaxItems != long.MaxValue || rules.UniqueItems || rules.PrefixItems.Count > 0
            || rules.Items is not null || rules.Contains is not null;
        return any ? rules : null;
    }

    public ObjectRules? Objects()
    {
        var rules = new ObjectRules
        {
            Properties = SchemasByName("properties"),
            PatternProperties = PatternProperties(),
            AdditionalProperties = Schema("additionalProperties"),
            PropertyNames = Schema("propertyNames"),
            Required = Has("required", JsonValueKind.Array, out JsonElement required) ? Strings(required) : [],
            PropertyOrdering = Has("propertyOrdering", JsonValueKind.Array, out JsonElement order) ? Strings(order) : [],
            MinProperties = Count("minProperties") ?? 0,
            MaxProperties = Count("maxProperties") ?? long.MaxValue,
            DependentRequired = DependentRequired(),
            DependentSchemas = [.. SchemasByName("dependentSchemas"), .. SchemasByName("dependencies")],
        };
        bool any = rules.Properties.Count > 0 || rules.PatternProperties.Count > 0 || rules.AdditionalProperties is not null
            || rules.PropertyNames is not null || rules.Required.Count > 0 || rules.MinProperties > 0 || rules.MaxProperties != long.MaxValue
            || rules.DependentRequired.Count > 0 || rules.DependentSchemas.Count > 0;
        return any ? rules : null;
    }

    /// <summary>Keywords that are there and not read.</summary>
    /// <param name="isDynamic">Whether it depends on the way here what a reference points at.</param>
    public IReadOnlyList<string> Unread(bool isDynamic)
    {
        List<string>? unread = null;
        if (isDynamic)
        {
            (unread ??= []).Add("$dynamicRef");
        }

        foreach (string keyword in (ReadOnlySpan<string>)["unevaluatedProperties", "unevaluatedItems"])
        {
            if (Element.TryGetProperty(keyword, out JsonElement value) && value.ValueKind != JsonValueKind.True)
            {
                (unread ??= []).Add(keyword);
            }
        }

        return unread ?? (IReadOnlyList<string>)[];
    }

    private static bool IsSchema(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False;

    private static List<Datum> List(JsonElement array)
    {
        var values = new List<Datum>(array.GetArrayLength());
        foreach (JsonElement item in array.EnumerateArray())
        {
            values.Add(Datum.From(item));
        }

        return values;
    }

    private static List<string> Strings(JsonElement array)
    {
        var names = new List<string>();
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                names.Add(item.GetString()!);
            }
        }

        return names;
    }

    private bool Has(string keyword, JsonValueKind kind, out JsonElement value) =>
        Element.TryGetProperty(keyword, out value) && value.ValueKind == kind;

    private SchemaNode Compile(string step, JsonElement element) =>
        compile(Location with { Element = element, Pointer = Location.Pointer + "/" + step });

    private JsonNumber? Number(string keyword) => Has(keyword, JsonValueKind.Number, out JsonElement value) ? JsonNumber.From(value) : null;

    // A count may come as the string that proto3 JSON makes of an int64.
    private long? Count(string keyword)
    {
        if (!Element.TryGetProperty(keyword, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out double number) && number >= 0 => (long)Math.Min(number, long.MaxValue),
            JsonValueKind.String when long.TryParse(value.GetString(), out long number) && number >= 0 => number,
            _ => null,
        };
    }

    private List<KeyValuePair<string, SchemaNode>> SchemasByName(string keyword)
    {
        var schemas = new List<KeyValuePair<string, SchemaNode>>();
        if (Has(keyword, JsonValueKind.Object, out JsonElement members))
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                if (IsSchema(member.Value))
                {
                    schemas.Add(new(member.Name, Compile(keyword + "/" + SchemaReferences.Escape(member.Name), member.Value)));
                }
            }
        }

        return schemas;
    }

    private List<KeyValuePair<SchemaPattern, SchemaNode>> PatternProperties()
    {
        var schemas = new List<KeyValuePair<SchemaPattern, SchemaNode>>();
        foreach ((string pattern, SchemaNode node) in SchemasByName("patternProperties"))
        {
            schemas.Add(new(JsonSchemaCompiler.ParsePattern(pattern, node.Path), node));
        }

        return schemas;
    }

    private List<KeyValuePair<string, IReadOnlyList<string>>> DependentRequired()
    {
        var lists = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        foreach (string keyword in (ReadOnlySpan<string>)["dependentRequired", "dependencies"])
        {
            if (Has(keyword, JsonValueKind.Object, out JsonElement members))
            {
                foreach (JsonProperty member in members.EnumerateObject())
                {
                    if (member.Value.ValueKind == JsonValueKind.Array)
                    {
                        lists.Add(new(member.Name, Strings(member.Value)));
                    }
                }
            }
        }

        return lists;
    }
}
