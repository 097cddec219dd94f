using System.Text.Json;
using Castor.Engines.Schemas;

namespace Castor.Server.Validation;

/// <summary>Rules of schemas in JSON Schema. The service ignores the keywords that it does not know, and so do these; what it knows has to mean something.</summary>
internal static class JsonSchemaRules
{
    /// <summary>Checks a schema in a field of the message at hand.</summary>
    public static void Check(string field, JsonElement schema, ViolationList violations)
    {
        if (schema.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            violations.Add(field, "must be a JSON Schema object");
            return;
        }

        foreach (SchemaFinding finding in JsonSchemaCheck.Check(schema))
        {
            if (finding.Kind == SchemaFindingKind.Invalid)
            {
                violations.Add(field, $"{finding.Path}: {finding.Message}");
            }
        }
    }
}
