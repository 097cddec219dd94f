using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of contents and their parts, whatever the media in them.</summary>
internal static class ContentRules
{
    private const string NoParts = "contents.parts must not be empty.";

    /// <summary>Field rules of the contents of the message at hand.</summary>
    public static void CheckContents(IReadOnlyList<Content>? contents, ModelGeneration generation, ViolationList violations)
    {
        if (contents is null || contents.Count == 0)
        {
            violations.Add("contents", "contents is not specified");
            return;
        }

        // A lone content without parts is left to CheckInput: from Gemini 2.5 on it counts as empty input.
        bool mayLackParts = contents.Count == 1 && generation.IsAtLeast(2, 5);
        for (int i = 0; i < contents.Count; i++)
        {
            violations.Enter("contents", i);
            CheckContent(contents[i], mayLackParts, violations);
            violations.Leave();
        }
    }

    /// <summary>Field rules of the system instruction of the message at hand.</summary>
    public static void CheckSystemInstruction(Content? instruction, ViolationList violations)
    {
        if (instruction?.Parts is not { } parts)
        {
            return;
        }

        violations.Enter("system_instruction");
        for (int i = 0; i < parts.Count; i++)
        {
            if (CheckData(parts[i], i, violations) && parts[i].Text is null)
            {
                violations.Add("parts", i, "only text is allowed in a system instruction");
            }
        }

        violations.Leave();
    }

    /// <summary>Field rules of the content that the message at hand wants embedded.</summary>
    public static void CheckEmbedded(Content content, ViolationList violations)
    {
        violations.Enter("content");
        for (int i = 0; i < (content.Parts?.Count ?? 0); i++)
        {
            CheckData(content.Parts![i], i, violations);
        }

        violations.Leave();
    }

    /// <summary>Refuses a prompt that says nothing, and a system instruction for a model that takes none.</summary>
    public static void CheckInput(GenerateContentRequest request, ModelEntry model, ModelGeneration generation)
    {
        // Image models answer an empty text, without an image.
        if (generation.IsAtLeast(2, 5) && !model.Traits.Output.Contains(Modality.Image) && IsEmpty(request.Contents!))
        {
            throw ApiException.InvalidArgument("Request has empty input.");
        }

        if (!model.Traits.SystemInstruction && request.SystemInstruction?.Parts is { Count: > 0 })
        {
            throw NotEnabled.Error("Developer instruction", model);
        }
    }

    private static void CheckContent(Content content, bool mayLackParts, ViolationList violations)
    {
        if (content.Parts is not { Count: > 0 } parts)
        {
            if (!mayLackParts)
            {
                violations.Add("parts", NoParts);
            }

            return;
        }

        for (int i = 0; i < parts.Count; i++)
        {
            if (CheckData(parts[i], i, violations))
            {
                CheckFunctionName(parts[i], i, violations);
            }
        }
    }

    private static bool CheckData(Part part, int index, ViolationList violations)
    {
        if (HasData(part))
        {
            return true;
        }

        violations.Enter("parts", index);
        violations.Add("data", "required oneof field 'data' must have one initialized field");
        violations.Leave();
        return false;
    }

    private static void CheckFunctionName(Part part, int index, ViolationList violations)
    {
        if (part.FunctionCall is { Name: null or "" })
        {
            AddEmptyName("function_call", index, violations);
        }
        else if (part.FunctionResponse is { Name: null or "" })
        {
            AddEmptyName("function_response", index, violations);
        }
    }

    private static void AddEmptyName(string field, int index, ViolationList violations)
    {
        violations.Enter("parts", index);
        violations.Enter(field);
        violations.Add("name", "Name cannot be empty.");
        violations.Leave();
        violations.Leave();
    }

    private static bool HasData(Part part) =>
        part.Text is not null
        || part.InlineData is not null
        || part.FunctionCall is not null
        || part.FunctionResponse is not null
        || part.FileData is not null
        || part.ExecutableCode is not null
        || part.CodeExecutionResult is not null
        || part.ToolCall is not null
        || part.ToolResponse is not null;

    private static bool IsEmpty(IReadOnlyList<Content> contents)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            if (!IsEmpty(contents[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the content has no parts but empty texts.</summary>
    public static bool IsEmpty(Content content)
    {
        if (content.Parts is { } parts)
        {
            for (int i = 0; i < parts.Count; i++)
            {
                if (parts[i].Text is not "")
                {
                    return false;
                }
            }
        }

        return true;
    }
}
