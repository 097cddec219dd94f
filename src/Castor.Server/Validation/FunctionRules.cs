using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of function declarations and of the function calling config.</summary>
internal static class FunctionRules
{
    private const int MaxDeclarations = 512;
    private const int MaxNameLength = 128;
    private const int FewDeclarations = 32;
    private const string NamePunctuation = "_.:-";

    /// <summary>Field rules of the declarations of a tool, which is the message at hand.</summary>
    public static void CheckFields(IReadOnlyList<FunctionDeclaration> declarations, ViolationList violations)
    {
        if (declarations.Count > MaxDeclarations)
        {
            violations.Add("function_declarations", "At most 512 function declarations can be specified.");
        }

        for (int i = 0; i < declarations.Count; i++)
        {
            violations.Enter("function_declarations", i);
            CheckDeclaration(declarations[i], violations);
            violations.Leave();
        }
    }

    /// <summary>Refuses two declarations of one name.</summary>
    public static void RefuseDuplicates(IReadOnlyList<Tool> tools, int functions)
    {
        if (functions < 2)
        {
            return;
        }

        HashSet<string>? seen = functions > FewDeclarations ? new HashSet<string>(functions, StringComparer.Ordinal) : null;
        for (int i = 0; i < tools.Count; i++)
        {
            IReadOnlyList<FunctionDeclaration> declarations = tools[i].FunctionDeclarations ?? [];
            for (int j = 0; j < declarations.Count; j++)
            {
                string name = declarations[j].Name!;
                if (seen is null ? Declares(tools, name, i, j) : !seen.Add(name))
                {
                    throw ApiException.InvalidArgument($"Duplicate function declaration found: {name}");
                }
            }
        }
    }

    /// <summary>Checks the function calling config against the declarations.</summary>
    public static void CheckConfig(GenerateContentRequest request, ToolInventory inventory, ModelGeneration generation)
    {
        // Servers of MCP declare functions that are not known here.
        if (request.ToolConfig?.FunctionCallingConfig is not { } config || inventory.HasMcpServers)
        {
            return;
        }

        bool calls = config.Mode is { } mode && mode != FunctionCallingMode.None && mode != FunctionCallingMode.Unspecified;
        bool serverSide = generation.IsAtLeast(3) && request.ToolConfig.IncludeServerSideToolInvocations == true;
        if (inventory.Functions == 0 && calls && !serverSide && request.CachedContent is null)
        {
            throw ApiException.InvalidArgument("Function calling config is set without function_declarations.");
        }

        if (config.AllowedFunctionNames is { Count: > 0 } allowed)
        {
            CheckAllowed(allowed, config.Mode, request.Tools ?? []);
        }
    }

    private static void CheckAllowed(IReadOnlyList<string> allowed, FunctionCallingMode? mode, IReadOnlyList<Tool> tools)
    {
        for (int i = 0; i < allowed.Count; i++)
        {
            if (!Declares(tools, allowed[i], tools.Count, 0))
            {
                throw ApiException.InvalidArgument("allowed_function_names should be a subset of the provided function_declarations");
            }
        }

        if (mode is { } set && (set == FunctionCallingMode.Auto || set == FunctionCallingMode.None))
        {
            throw ApiException.InvalidArgument("allowed_function_names should only be set when the function calling mode is ANY or VALIDATED.");
        }
    }

    /// <summary>Whether a name is declared before the declaration at an index of a tool.</summary>
    private static bool Declares(IReadOnlyList<Tool> tools, string name, int beforeTool, int beforeIndex)
    {
        for (int i = 0; i < tools.Count && i <= beforeTool; i++)
        {
            IReadOnlyList<FunctionDeclaration> declarations = tools[i].FunctionDeclarations ?? [];
            int end = i == beforeTool ? beforeIndex : declarations.Count;
            for (int j = 0; j < end; j++)
            {
                if (declarations[j].Name == name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void CheckDeclaration(FunctionDeclaration declaration, ViolationList violations)
    {
        if (!IsName(declaration.Name))
        {
            violations.Add(
                "name",
                "Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), " +
                "dots (.), colons (:), or dashes (-), with a maximum length of 128.");
        }

        CheckSchema("parameters", declaration.Parameters, "parameters_json_schema", declaration.ParametersJsonSchema, violations);
        CheckSchema("response", declaration.Response, "response_json_schema", declaration.ResponseJsonSchema, violations);
    }

    private static void CheckSchema(
        string field, Schema? schema, string jsonField, System.Text.Json.JsonElement? jsonSchema, ViolationList violations)
    {
        if (jsonSchema is { } element)
        {
            JsonSchemaRules.Check(jsonField, element, violations);
        }

        if (schema is null)
        {
            return;
        }

        if (jsonSchema is not null)
        {
            violations.Add(field, $"{field} must not be set when {jsonField} is set.");
        }

        violations.Enter(field);
        SchemaRules.Check(schema, quotesKeys: false, violations);
        violations.Leave();
    }

    private static bool IsName(string? name)
    {
        if (name is not { Length: > 0 and <= MaxNameLength } || !(char.IsAsciiLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !NamePunctuation.Contains(c))
            {
                return false;
            }
        }

        return true;
    }
}
