using Castor.Protocol;

namespace Castor.Engines.Schemas;

/// <summary>The rules for schemas of the API's own form, in the service's words.</summary>
internal sealed class ApiSchemaCheck(SchemaFindings findings)
{
    public void Check(Schema schema, string path)
    {
        JsonKinds type = JsonKindNames.Parse(schema.Type?.Value);
        bool isObject = type == JsonKinds.Object;
        if (type == JsonKinds.None && schema.AnyOf is not { Count: > 0 })
        {
            findings.Add(Join(path, "type"), "must be specified when not using one_of, any_of or all_of fields");
        }

        CheckObject(schema, path, isObject);
        CheckArray(schema, path, type == JsonKinds.Array);
        CheckEnum(schema, path, type);
        CheckPattern(schema, path);
        if (type == JsonKinds.String && schema.Format is { Length: > 0 } format && format is not ("enum" or "date-time"))
        {
            // The service refused other formats for long; its reference now says that any is allowed.
            findings.Add(Join(path, "format"), "only 'enum' and 'date-time' are supported for STRING type", SchemaFindingKind.Unsupported);
        }

        for (int i = 0; i < (schema.AnyOf?.Count ?? 0); i++)
        {
            Check(schema.AnyOf![i], Join(path, "any_of[" + i + "]"));
        }
    }

    private static string Join(string path, string step) => path.Length == 0 ? step : path + "." + step;

    private void CheckObject(Schema schema, string path, bool isObject)
    {
        int count = schema.Properties?.Count ?? 0;
        if (isObject && count == 0)
        {
            findings.Add(Join(path, "properties"), "should be non-empty for OBJECT type");
        }

        if (!isObject && count > 0)
        {
            findings.Add(Join(path, "properties"), "only allowed for OBJECT type");
        }

        if (!isObject && schema.Required is { Count: > 0 })
        {
            findings.Add(Join(path, "required"), "only allowed for OBJECT type");
        }
        else
        {
            CheckNames(schema, schema.Required, Join(path, "required"));
        }

        CheckNames(schema, schema.PropertyOrdering, Join(path, "property_ordering"));
        if (count == 0)
        {
            return;
        }

        foreach ((string name, Schema property) in schema.Properties!)
        {
            if (name.Length == 0)
            {
                findings.Add(Join(path, "properties[]"), "key cannot be empty");
            }

            Check(property, Join(path, "properties[" + name + "]"));
        }
    }

    private void CheckNames(Schema schema, IReadOnlyList<string>? names, string path)
    {
        for (int i = 0; i < (names?.Count ?? 0); i++)
        {
            if (schema.Properties?.ContainsKey(names![i]) != true)
            {
                findings.Add(path + "[" + i + "]", "property is not defined");
            }
        }
    }

    private void CheckArray(Schema schema, string path, bool isArray)
    {
        if (isArray && schema.Items is null)
        {
            findings.Add(Join(path, "items"), "missing field.");
        }

        if (!isArray && schema.Items is not null)
        {
            findings.Add(Join(path, "items"), "field predicate failed: $type == Type.ARRAY");
        }

        if (schema.Items is { } items)
        {
            Check(items, Join(path, "items"));
        }
    }

    private void CheckEnum(Schema schema, string path, JsonKinds type)
    {
        if (schema.Enum is not { Count: > 0 } names)
        {
            return;
        }

        // Numbers may be listed as strings since the reference speaks of "the element of primitive type with enum format".
        if (type is not (JsonKinds.String or JsonKinds.Whole or JsonKinds.Number))
        {
            findings.Add(Join(path, "enum"), "only allowed for STRING type");
        }

        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0)
            {
                findings.Add(Join(path, "enum[" + i + "]"), "cannot be empty");
            }
        }
    }

    private void CheckPattern(Schema schema, string path)
    {
        if (schema.Pattern is { } pattern)
        {
            PatternCheck.Check(pattern, Join(path, "pattern"), findings);
        }
    }
}
