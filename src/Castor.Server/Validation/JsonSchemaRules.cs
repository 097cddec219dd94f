using System.Text.Json;

namespace Castor.Server.Validation;

/// <summary>Rules of schemas in JSON Schema. The service ignores the keywords that it does not know, and so do these.</summary>
internal static class JsonSchemaRules
{
    /// <summary>Checks a schema in a field of the message at hand.</summary>
    public static void Check(string field, JsonElement schema, ViolationList violations)
    {
        if (schema.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            violations.Add(field, "must be a JSON Schema object");
        }
    }
}
