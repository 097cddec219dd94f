using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Field rules of contents and their parts.</summary>
internal static class ContentRules
{
    /// <summary>Checks the contents of the message at hand.</summary>
    public static void CheckContents(IReadOnlyList<Content>? contents, ViolationList violations)
    {
        if (contents is null || contents.Count == 0)
        {
            violations.Add("contents", "contents is not specified");
            return;
        }

        for (int i = 0; i < contents.Count; i++)
        {
            violations.Enter("contents", i);
            CheckContent(contents[i], violations);
            violations.Leave();
        }
    }

    /// <summary>Checks the system instruction of the message at hand.</summary>
    public static void CheckSystemInstruction(Content? instruction, ViolationList violations)
    {
        if (instruction is null)
        {
            return;
        }

        violations.Enter("system_instruction");
        CheckParts(instruction, violations);
        violations.Leave();
    }

    /// <summary>Whether the part carries one of the kinds of data.</summary>
    public static bool HasData(Part part) =>
        part.Text is not null
        || part.InlineData is not null
        || part.FunctionCall is not null
        || part.FunctionResponse is not null
        || part.FileData is not null
        || part.ExecutableCode is not null
        || part.CodeExecutionResult is not null
        || part.ToolCall is not null
        || part.ToolResponse is not null;

    private static void CheckContent(Content content, ViolationList violations)
    {
        if (content.Parts is null || content.Parts.Count == 0)
        {
            violations.Add("parts", "contents.parts must not be empty.");
            return;
        }

        CheckParts(content, violations);
    }

    private static void CheckParts(Content content, ViolationList violations)
    {
        if (content.Parts is not { } parts)
        {
            return;
        }

        for (int i = 0; i < parts.Count; i++)
        {
            if (!HasData(parts[i]))
            {
                violations.Enter("parts", i);
                violations.Add("data", "required oneof field 'data' must have one initialized field");
                violations.Leave();
            }
        }
    }
}
