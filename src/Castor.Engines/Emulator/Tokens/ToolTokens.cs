using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Tokens;

/// <summary>The tokens of tool declarations, and of arguments and results in JSON.</summary>
internal static class ToolTokens
{
    /// <summary>Counts the declarations: names, descriptions and schemas.</summary>
    public static int Count(IReadOnlyList<Tool> tools)
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
                count += TextTokens.Count(declaration.Name) + TextTokens.Count(declaration.Description)
                    + Count(declaration.Parameters) + Count(declaration.ParametersJsonSchema);
            }
        }

        return count;
    }

    /// <summary>Counts the JSON text of a value.</summary>
    public static int Count(JsonElement? value) =>
        value is { ValueKind: not JsonValueKind.Undefined } element ? TextTokens.Count(element.GetRawText()) : 0;

    private static int Count(Schema? schema)
    {
        if (schema is null)
        {
            return 0;
        }

        int count = 2 + TextTokens.Count(schema.Description) + TextTokens.Count(schema.Format) + Count(schema.Items);
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
                count += TextTokens.Count(name) + Count(property);
            }
        }

        if (schema.AnyOf is { } options)
        {
            for (int i = 0; i < options.Count; i++)
            {
                count += Count(options[i]);
            }
        }

        return count;
    }
}
