using System.Text.Json;

namespace Castor.Bench.Constraints;

/// <summary>A schema of a public collection, with values that are told to be valid or not.</summary>
/// <param name="Name">Where it is from.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Instances">The values.</param>
internal sealed record SchemaCase(string Name, JsonElement Schema, IReadOnlyList<(JsonElement Data, bool IsValid)> Instances)
{
    /// <summary>
    /// Reads a folder: of the JSON-Schema-Test-Suite, files that are lists of groups, or of MaskBench (JSONSchemaBench with values), files that are one group each; a file
    /// that is no group is a schema without values.
    /// </summary>
    public static IEnumerable<SchemaCase> Read(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(folder, path);
            JsonElement root = JsonElement.Parse(File.ReadAllText(path));
            if (root.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement group in root.EnumerateArray())
                {
                    yield return Group($"{name}: {group.GetProperty("description").GetString()}", group);
                }
            }
            else
            {
                yield return root.TryGetProperty("schema", out _) && root.TryGetProperty("tests", out _) ? Group(name, root) : new SchemaCase(name, root, []);
            }
        }
    }

    private static SchemaCase Group(string name, JsonElement group) =>
        new(name, group.GetProperty("schema"), [.. group.GetProperty("tests").EnumerateArray().Select(t => (t.GetProperty("data"), t.GetProperty("valid").GetBoolean()))]);
}
