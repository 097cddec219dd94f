using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Schemas;

/// <summary>Finds what is wrong with a schema, in either form.</summary>
public static class SchemaCheck
{
    /// <summary>Checks a schema of the API's own form; empty when nothing is wrong.</summary>
    public static IReadOnlyList<SchemaFinding> Check(Schema schema)
    {
        var findings = new SchemaFindings();
        new ApiSchemaCheck(findings).Check(schema, "");
        return findings.All;
    }

    /// <summary>Checks a JSON Schema; empty when nothing is wrong.</summary>
    public static IReadOnlyList<SchemaFinding> Check(JsonElement schema)
    {
        var findings = new SchemaFindings();
        new JsonSchemaCheck(schema, findings).Check();
        return findings.All;
    }
}
