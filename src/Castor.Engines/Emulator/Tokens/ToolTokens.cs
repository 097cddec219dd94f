using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Tokens;

/// <summary>The tokens of tool declarations, calls and results.</summary>
internal static class ToolTokens
{
    /// <summary>Counts the declarations: names, descriptions and parameters.</summary>
    public static int Count(IReadOnlyList<Tool> tools, CallDialect dialect)
    {
        int count = 0;
        for (int i = 0; i < tools.Count; i++)
        {
            if (tools[i].FunctionDeclarations is not { } declarations)
            {
                continue;
            }

            for (int j = 0; j < declarations.Count; j++)
            {
                FunctionDeclaration declaration = declarations[j];
                count += dialect.Declaration + TextTokens.Count(declaration.Name) + TextTokens.Count(declaration.Description);
                count += Count(declaration.Parameters, dialect, isRoot: true);
                count += CountJsonSchema(declaration.ParametersJsonSchema, dialect);
            }
        }

        return count;
    }

    /// <summary>Counts a call, or the result of one: its name and its members.</summary>
    public static int Count(string? name, JsonElement? members, CallDialect dialect) =>
        TextTokens.Count(name) + dialect.Call + JsonTokens.Count(members, dialect);

    /// <summary>Up to Gemini 2.0 a type is a token of an API schema; the rendered form has its types within the overheads.</summary>
    private static int Count(Schema? schema, CallDialect dialect, bool isRoot)
    {
        if (schema is null)
        {
            return 0;
        }

        int count = TextTokens.Count(schema.Description) + (isRoot && dialect.NumbersByDigit ? 0 : dialect.Parameter) + Count(schema.Items, dialect, false);
        if (schema.Enum is { } names)
        {
            for (int i = 0; i < names.Count; i++)
            {
                count += TextTokens.Count(names[i]);
            }
        }

        if (schema.Properties is { } properties)
        {
            foreach ((string name, Schema property) in properties)
            {
                count += TextTokens.Count(name) + Count(property, dialect, false);
            }
        }

        if (schema.AnyOf is { } options)
        {
            for (int i = 0; i < options.Count; i++)
            {
                count += Count(options[i], dialect, false);
            }
        }

        return count;
    }

    /// <summary>Up to Gemini 2.0 parameters in JSON Schema were not counted at all.</summary>
    private static int CountJsonSchema(JsonElement? schema, CallDialect dialect) =>
        dialect.NumbersByDigit ? JsonTokens.CountSchema(schema, dialect) : 0;
}
