using System.Buffers;
using System.Text.Json;
using Castor.Inference.Chat;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Local.Requests;

/// <summary>Turns function declarations into the tools that a template declares.</summary>
internal static class ToolReader
{
    private static readonly Tool s_none = new();

    /// <summary>Reads the declarations that may be called.</summary>
    /// <param name="tools">The request's tools.</param>
    /// <param name="allowed">The names that may be called; null or empty for all.</param>
    /// <exception cref="ApiException">A tool is one that Google runs itself.</exception>
    public static IReadOnlyList<ChatTool> Read(IReadOnlyList<Tool>? tools, IReadOnlyList<string>? allowed)
    {
        List<ChatTool> read = [];
        foreach (Tool tool in tools ?? [])
        {
            // An empty list of servers asks for nothing.
            Tool others = tool with { FunctionDeclarations = null, McpServers = tool.McpServers is { Count: 0 } ? null : tool.McpServers };
            if (others != s_none)
            {
                throw new ApiException(ApiStatus.Unimplemented, "Local weights have no tools of their own: only functionDeclarations can be called.");
            }

            foreach (FunctionDeclaration function in tool.FunctionDeclarations ?? [])
            {
                if (allowed is not { Count: > 0 } || allowed.Contains(function.Name ?? ""))
                {
                    read.Add(new ChatTool(function.Name ?? "", function.Description, function.ParametersJsonSchema ?? ToJson(function.Parameters)));
                }
            }
        }

        return read;
    }

    private static JsonElement? ToJson(Schema? schema)
    {
        if (schema is null)
        {
            return null;
        }

        ArrayBufferWriter<byte> buffer = new();
        WireJson.Write(buffer, schema, JsonStyle.Compact);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
