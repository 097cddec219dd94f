using Castor.Engines.Schemas;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of schemas in the API's own subset of OpenAPI.</summary>
internal static class SchemaRules
{
    private const string ObjectOnly = "only allowed for OBJECT type";
    private const string Undefined = "property is not defined";

    /// <summary>Checks the schema that is the message at hand.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="quotesKeys">Whether property names are quoted in paths: they are in response schemas, not in declarations.</param>
    /// <param name="violations">Takes what is found.</param>
    public static void Check(Schema schema, bool quotesKeys, ViolationList violations)
    {
        CheckObject(schema, quotesKeys, violations);
        CheckArray(schema, quotesKeys, violations);
        CheckEnum(schema, violations);
        if (schema.Type == SchemaType.String && schema.Format is not (null or "" or "enum" or "date-time"))
        {
            violations.Add("format", "only 'enum' and 'date-time' are supported for STRING type");
        }

        if (schema.Pattern is { } pattern && PatternCheck.Mistake(pattern) is { } mistake)
        {
            violations.Add("pattern", mistake);
        }

        CheckBound("minimum", schema.Minimum, violations);
        CheckBound("maximum", schema.Maximum, violations);
        if (schema.AnyOf is { } alternatives)
        {
            for (int i = 0; i < alternatives.Count; i++)
            {
                violations.Enter("any_of", i);
                Check(alternatives[i], quotesKeys, violations);
                violations.Leave();
            }
        }
    }

    // proto3 JSON has "NaN" and "Infinity", JSON has no such numbers.
    private static void CheckBound(string field, double? bound, ViolationList violations)
    {
        if (bound is { } value && !double.IsFinite(value))
        {
            violations.Add(field, "must be a finite number");
        }
    }

    private static void CheckObject(Schema schema, bool quotesKeys, ViolationList violations)
    {
        IReadOnlyDictionary<string, Schema>? properties = schema.Properties;
        bool isObject = schema.Type == SchemaType.Object;
        if (isObject)
        {
            if (properties is null or { Count: 0 })
            {
                violations.Add("properties", "should be non-empty for OBJECT type");
            }
        }
        else
        {
            RefuseOnOthers(properties?.Count, "properties", violations);
            RefuseOnOthers(schema.Required?.Count, "required", violations);
            RefuseOnOthers(schema.PropertyOrdering?.Count, "property_ordering", violations);
        }

        if (properties is not null)
        {
            CheckProperties(properties, quotesKeys, violations);
        }

        if (isObject)
        {
            CheckNames(schema.Required, "required", properties, violations);
            CheckNames(schema.PropertyOrdering, "property_ordering", properties, violations);
        }
    }

    private static void CheckProperties(IReadOnlyDictionary<string, Schema> properties, bool quotesKeys, ViolationList violations)
    {
        foreach ((string name, Schema property) in properties)
        {
            violations.Enter("properties", name, quotesKeys);
            if (name.Length == 0)
            {
                violations.Add("key cannot be empty");
            }

            Check(property, quotesKeys, violations);
            violations.Leave();
        }
    }

    private static void RefuseOnOthers(int? count, string field, ViolationList violations)
    {
        if (count > 0)
        {
            violations.Add(field, ObjectOnly);
        }
    }

    private static void CheckNames(
        IReadOnlyList<string>? names, string field, IReadOnlyDictionary<string, Schema>? properties, ViolationList violations)
    {
        for (int i = 0; i < (names?.Count ?? 0); i++)
        {
            if (properties?.ContainsKey(names![i]) != true)
            {
                violations.Add(field, i, Undefined);
            }
        }
    }

    private static void CheckArray(Schema schema, bool quotesKeys, ViolationList violations)
    {
        bool isArray = schema.Type == SchemaType.Array;
        if (schema.Items is not { } items)
        {
            if (isArray)
            {
                violations.Add("items", "missing field.");
            }

            return;
        }

        violations.Enter("items");
        if (!isArray)
        {
            violations.Add("field predicate failed: $type == Type.ARRAY");
        }

        Check(items, quotesKeys, violations);
        violations.Leave();
    }

    private static void CheckEnum(Schema schema, ViolationList violations)
    {
        if (schema.Enum is not { Count: > 0 } values)
        {
            return;
        }

        // Documented for numbers too, with the format "enum".
        if (schema.Type != SchemaType.String && schema.Format != "enum")
        {
            violations.Add("enum", "only allowed for STRING type");
        }

        for (int i = 0; i < values.Count; i++)
        {
            if (values[i].Length == 0)
            {
                violations.Add("enum", i, "cannot be empty");
            }
        }
    }
}
