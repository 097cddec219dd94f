using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of tools: which the model has, and which go together.</summary>
internal static class ToolRules
{
    /// <summary>Field rules of the tools of the message at hand.</summary>
    public static void CheckFields(IReadOnlyList<Tool> tools, ViolationList violations)
    {
        for (int i = 0; i < tools.Count; i++)
        {
            if (tools[i].FunctionDeclarations is { } declarations)
            {
                violations.Enter("tools", i);
                FunctionRules.CheckFields(declarations, violations);
                violations.Leave();
            }

            if (tools[i].FileSearch is { FileSearchStoreNames: not { Count: > 0 } })
            {
                violations.Enter("tools", i);
                violations.Enter("file_search");
                violations.Add("file_search_store_names", "file_search_store_names is not specified");
                violations.Leave();
                violations.Leave();
            }
        }
    }

    /// <summary>Rules of the model.</summary>
    public static void CheckModel(GenerateContentRequest request, ModelEntry model, ModelGeneration generation, TwinRules rules)
    {
        ToolInventory inventory = ToolInventory.Of(request.Tools);
        if (request.Tools is { } tools)
        {
            FunctionRules.RefuseDuplicates(tools, inventory.Functions);
            for (int i = 0; i < tools.Count; i++)
            {
                CheckTool(tools[i], model, generation);
            }
        }

        CheckCombination(request, inventory, model, generation, rules);
        FunctionRules.CheckConfig(request, inventory, generation);
    }

    private static void CheckTool(Tool tool, ModelEntry model, ModelGeneration generation)
    {
        ModelTraits traits = model.Traits;
        if (tool.FunctionDeclarations is { Count: > 0 } && !traits.FunctionCalling)
        {
            throw NotEnabled.Error("Function calling", model);
        }

        if (tool.GoogleSearchRetrieval is not null && generation.IsAtLeast(2))
        {
            throw ApiException.InvalidArgument("google_search_retrieval is not supported. Please use google_search tool instead.");
        }

        if ((tool.GoogleSearch is not null || tool.GoogleSearchRetrieval is not null) && !traits.Search)
        {
            throw NotEnabled.Error("Search as tool", model);
        }

        if (tool.CodeExecution is not null && !traits.CodeExecution)
        {
            throw NotEnabled.Error("Code execution", model);
        }

        if (tool.UrlContext is not null && !traits.UrlContext)
        {
            throw ApiException.InvalidArgument("Browse tool is not supported.");
        }

        if (tool.GoogleMaps is not null && !traits.Maps)
        {
            throw NotEnabled.Error("Google Maps tool", model);
        }

        if (tool.ComputerUse is not null && !UsesComputers(model, generation))
        {
            throw ApiException.InvalidArgument($"Computer Use is not enabled for models/{model.Id}");
        }
    }

    private static void CheckCombination(
        GenerateContentRequest request, ToolInventory inventory, ModelEntry model, ModelGeneration generation, TwinRules rules)
    {
        bool serverSide = request.ToolConfig?.IncludeServerSideToolInvocations == true;
        if (generation.IsGemini2)
        {
            if (serverSide)
            {
                throw ApiException.InvalidArgument($"Tool call context circulation is not enabled for models/{model.Id}");
            }

            if (inventory.HasBuiltIn && inventory.Functions > 0)
            {
                throw ApiException.InvalidArgument("Tool use with function calling is unsupported");
            }

            RefuseStructuredAnswer(request, inventory);
        }
        else if (generation.IsAtLeast(3) && inventory.HasBuiltIn && inventory.Functions > 0 && !serverSide && rules.AreDevelopers)
        {
            throw ApiException.InvalidArgument(
                "Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.");
        }
    }

    private static void RefuseStructuredAnswer(GenerateContentRequest request, ToolInventory inventory)
    {
        if (ResponseFormatRules.StructuredType(request.GenerationConfig) is not { } mimeType)
        {
            return;
        }

        bool mayCall = request.ToolConfig?.FunctionCallingConfig?.Mode is not { } mode || mode != FunctionCallingMode.None;
        if (inventory.Functions > 0 && mayCall)
        {
            throw ApiException.InvalidArgument($"Function calling with a response mime type: '{mimeType}' is unsupported");
        }

        if (inventory.HasBuiltIn)
        {
            throw ApiException.InvalidArgument($"Tool use with a response mime type: '{mimeType}' is unsupported");
        }
    }

    /// <summary>Gemini 3 has it built in; before, there was a model for it.</summary>
    private static bool UsesComputers(ModelEntry model, ModelGeneration generation) =>
        !generation.IsGemini2 || model.Model.Name!.Contains("computer-use", StringComparison.Ordinal);
}
