using System.Globalization;
using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Reads tools and the choice among them.</summary>
internal static class ChatToolReader
{
    /// <summary>The declared functions as the one tool that holds them; null for none.</summary>
    /// <exception cref="ApiException">A tool is no function.</exception>
    public static IReadOnlyList<Tool>? ReadTools(IReadOnlyList<ChatTool>? tools)
    {
        if (tools is not { Count: > 0 })
        {
            return null;
        }

        var functions = new FunctionDeclaration[tools.Count];
        for (int i = 0; i < functions.Length; i++)
        {
            if (tools[i].Type is not (null or "function") || tools[i].Function is not { } function)
            {
                throw ApiException.InvalidArgument(string.Create(
                    CultureInfo.InvariantCulture, $"Invalid value at 'tools[{i}]': a tool has the type function, and a function."));
            }

            functions[i] = new FunctionDeclaration
            {
                Name = function.Name,
                Description = function.Description,
                ParametersJsonSchema = function.Parameters,
            };
        }

        return [new Tool { FunctionDeclarations = functions }];
    }

    /// <summary>The choice; null where the model decides.</summary>
    /// <exception cref="ApiException">There is no such choice.</exception>
    public static ToolConfig? ReadChoice(JsonElement? choice) => choice switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString() switch
        {
            "auto" => Config(FunctionCallingMode.Auto),
            "none" => Config(FunctionCallingMode.None),
            "required" => Config(FunctionCallingMode.Any),
            _ => throw Unknown(),
        },
        { ValueKind: JsonValueKind.Object } named => Config(FunctionCallingMode.Any, NameOf(named)),
        _ => throw Unknown(),
    };

    private static string NameOf(JsonElement choice) =>
        choice.TryGetProperty("function", out JsonElement function) && function.ValueKind == JsonValueKind.Object
        && function.TryGetProperty("name", out JsonElement name) && name.GetString() is { Length: > 0 } text
            ? text
            : throw Unknown();

    private static ToolConfig Config(FunctionCallingMode mode, string? only = null) => new()
    {
        FunctionCallingConfig = new FunctionCallingConfig { Mode = mode, AllowedFunctionNames = only is null ? null : [only] },
    };

    private static ApiException Unknown() => ApiException.InvalidArgument(
        "Invalid value at 'tool_choice'. Please use auto, none, required, or {\"type\": \"function\", \"function\": {\"name\": NAME}}.");
}
