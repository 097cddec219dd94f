using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>What tools a request brings.</summary>
internal readonly record struct ToolInventory
{
    /// <summary>The function declarations of all tools.</summary>
    public int Functions { get; private init; }

    /// <summary>Whether a tool is run by the service itself.</summary>
    public bool HasBuiltIn { get; private init; }

    /// <summary>Whether servers of the Model Context Protocol are among the tools.</summary>
    public bool HasMcpServers { get; private init; }

    /// <summary>Goes through the tools of a request.</summary>
    public static ToolInventory Of(IReadOnlyList<Tool>? tools)
    {
        int functions = 0;
        bool builtIn = false;
        bool mcp = false;
        for (int i = 0; i < (tools?.Count ?? 0); i++)
        {
            Tool tool = tools![i];
            functions += tool.FunctionDeclarations?.Count ?? 0;
            mcp |= tool.McpServers is { Count: > 0 };
            builtIn |= tool.GoogleSearch is not null
                || tool.CodeExecution is not null
                || tool.UrlContext is not null
                || tool.GoogleMaps is not null
                || tool.FileSearch is not null;
        }

        return new ToolInventory { Functions = functions, HasBuiltIn = builtIn, HasMcpServers = mcp };
    }
}
