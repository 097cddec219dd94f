using System.Collections.Frozen;
using System.Text.Json;

namespace Castor.Engines.Schemas;

/// <summary>
/// Finds what is wrong with a JSON Schema. <see href="https://ai.google.dev/api/generate-content#GenerationConfig">The reference</see> lists the keywords.
/// </summary>
public sealed class JsonSchemaCheck
{
    private static readonly FrozenSet<string> s_supported = Set(
        "$id $defs $ref $anchor type format title description enum items prefixItems minItems maxItems minimum maximum anyOf oneOf properties "
        + "additionalProperties required propertyOrdering");

    // Words about a schema, and the older names of supported keywords: nothing is lost where they are ignored.
    private static readonly FrozenSet<string> s_harmless = Set(
        "$schema $comment $vocabulary default example examples deprecated readOnly writeOnly definitions nullable"
);

    private static readonly FrozenSet<string> s_oneSchema = Set(
        "items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties additionalItems");

    private static readonly FrozenSet<string> s_schemaLists = Set("anyOf oneOf allOf prefixItems");

    private static readonly FrozenSet<string> s_schemaMaps = Set("properties patternProperties $defs definitions dependentSchemas");

    private readonly SchemaFindings _findings = new();
    private readonly SchemaReferences _references;

    private JsonSchemaCheck(JsonElement root) => _references = new SchemaReferences(root);

    /// <summary>What is wrong with a schema; empty when nothing is.</summary>
    public static IReadOnlyList<SchemaFinding> Check(JsonElement schema)
    {
        var check = new JsonSchemaCheck(schema);
        check.Check(check._references.Root);
        return check._findings.All;
    }

    private void Check(SchemaLocation location)
    {
        location = _references.Enter(location);
        JsonElement schema = location.Element;
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            _findings.Add(Path(location), "a schema must be an object or a boolean");
            return;
        }

        bool referring = schema.TryGetProperty("$ref", out _);
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            SchemaLocation at = location with { Element = keyword.Value, Pointer = location.Pointer + "/" + SchemaReferences.Escape(keyword.Name) };
            if (!s_supported.Contains(keyword.Name) && !s_harmless.Contains(keyword.Name))
            {
                _findings.Add(Path(at), $"the keyword \"{keyword.Name}\" is not supported", SchemaFindingKind.Unsupported);
            }
            else if (referring && !keyword.Name.StartsWith('$'))
            {
                _findings.Add(Path(at), "no keyword but those that start with $ may stand beside $ref", SchemaFindingKind.Unsupported);
            }

            CheckValue(keyword.Name, location, at);
            Descend(keyword.Name, at);
        }
    }

    private static string Path(SchemaLocation location) => "#" + location.Pointer;

    private void CheckValue(string keyword, SchemaLocation schema, SchemaLocation at)
    {
        JsonElement value = at.Element;
        switch (keyword)
        {
            case "$ref" or "$dynamicRef":
                if (value.ValueKind != JsonValueKind.String || _references.Resolve(value.GetString()!, schema) is null)
                {
                    _findings.Add(Path(at), $"the reference {value.GetRawText()} has no target");
                }

                break;
            case "type":
                CheckType(value, at);
                break;
            case "enum":
                if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
                {
                    _findings.Add(Path(at), "must be a list that is not empty");
                }

                break;
            case "required" or "propertyOrdering":
                CheckNames(value, at);
                break;
            case "pattern":
                CheckPattern(value, at);
                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf":
                if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
                {
                    _findings.Add(Path(at), "must be a number");
                }

                break;
        }
    }

    private void CheckType(JsonElement value, SchemaLocation at)
    {
        bool known = value.ValueKind switch
        {
            JsonValueKind.String => IsType(value),
            JsonValueKind.Array => value.GetArrayLength() > 0 && value.EnumerateArray().All(IsType),
            _ => false,
        };
        if (!known)
        {
            _findings.Add(Path(at), $"{value.GetRawText()} is not a type");
        }
    }

    private static bool IsType(JsonElement name) => name.ValueKind == JsonValueKind.String && JsonKindNames.Parse(name.GetString()) != JsonKinds.None;

    private void CheckNames(JsonElement value, SchemaLocation at)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
        {
            _findings.Add(Path(at), "must be a list of names");
        }
    }

    private void CheckPattern(JsonElement value, SchemaLocation at)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            PatternCheck.Check(value.GetString()!, Path(at), _findings);
        }
        else
        {
            _findings.Add(Path(at), "must be a string");
        }
    }

    private void Descend(string keyword, SchemaLocation at)
    {
        JsonElement value = at.Element;
        if (s_schemaLists.Contains(keyword) || (keyword == "items" && value.ValueKind == JsonValueKind.Array))
        {
            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
            {
                _findings.Add(Path(at), "must be a list of schemas that is not empty");
                return;
            }

            int i = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                Check(at with { Element = item, Pointer = at.Pointer + "/" + i++ });
            }
        }
        else if (s_schemaMaps.Contains(keyword))
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                _findings.Add(Path(at), "must be an object of schemas");
                return;
            }

            foreach (JsonProperty member in value.EnumerateObject())
            {
                if (keyword == "patternProperties")
                {
                    PatternCheck.Check(member.Name, Path(at), _findings);
                }

                Check(at with { Element = member.Value, Pointer = at.Pointer + "/" + SchemaReferences.Escape(member.Name) });
            }
        }
        else if (s_oneSchema.Contains(keyword))
        {
            Check(at);
        }
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
