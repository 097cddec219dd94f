using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Schemas;

/// <summary>Makes schemas of both forms ready for generation.</summary>
internal static class SchemaCompiler
{
    /// <summary>Compiles a schema of the API's own form.</summary>
    /// <exception cref="ApiException">The schema means nothing.</exception>
    public static CompiledSchema Compile(Schema schema, string place)
    {
        try
        {
            return new CompiledSchema(ApiSchemaCompiler.Compile(schema), place);
        }
        catch (SchemaDefectException e)
        {
            throw Unsatisfiable(place, e.Path, e.Message);
        }
    }

    /// <summary>Compiles a JSON Schema.</summary>
    /// <exception cref="ApiException">The schema means nothing.</exception>
    public static CompiledSchema Compile(JsonElement schema, string place)
    {
        try
        {
            return new CompiledSchema(JsonSchemaCompiler.Compile(schema), place);
        }
        catch (SchemaDefectException e)
        {
            throw Unsatisfiable(place, e.Path, e.Message);
        }
    }

    /// <summary>The refusal of a schema that nothing satisfies.</summary>
    public static ApiException Unsatisfiable(string place, string path, string reason) => ApiException.InvalidArgument(
        path.Length == 0 ? $"{place}: {reason}." : $"{place}: {reason} (at {path}).");
}
