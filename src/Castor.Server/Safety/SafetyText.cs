using System.Text;
using Castor.Protocol;

namespace Castor.Server.Safety;

/// <summary>What of prompts and answers is read: texts, code, and the arguments and results of calls; media are not.</summary>
internal static class SafetyText
{
    /// <summary>The system instruction and the contents, a line for each part.</summary>
    public static string Of(GenerateContentRequest request)
    {
        StringBuilder text = new();
        foreach (Content content in request.SystemInstruction is { } system ? [system, .. request.Contents ?? []] : request.Contents ?? [])
        {
            foreach (Part part in content.Parts ?? [])
            {
                if (Of(part) is { Length: > 0 } said)
                {
                    text.Append(text.Length > 0 ? "\n" : "").Append(said);
                }
            }
        }

        return text.ToString();
    }

    /// <summary>What a part says; null for media.</summary>
    public static string? Of(Part part) => part switch
    {
        { Text: { } text } => text,
        { FunctionCall: { } call } => $"{call.Name} {call.Args}",
        { FunctionResponse: { } response } => $"{response.Name} {response.Response}",
        { ExecutableCode.Code: { } code } => code,
        { CodeExecutionResult.Output: { } output } => output,
        _ => null,
    };
}
