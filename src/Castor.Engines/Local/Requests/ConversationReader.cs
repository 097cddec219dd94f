using System.Text;
using System.Text.Json;
using Castor.Inference.Chat;
using Castor.Protocol;
using Part = Castor.Protocol.Part;

namespace Castor.Engines.Local.Requests;

/// <summary>Turns a request into the conversation that a template spells.</summary>
internal static class ConversationReader
{
    private static readonly JsonElement s_emptyObject = JsonElement.Parse("{}");

    /// <summary>Reads the contents, the system instruction and the tools of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="thinks">Whether the model thinks first.</param>
    /// <exception cref="ApiException">The request asks for what local weights cannot do.</exception>
    public static ChatPrompt Read(GenerateContentRequest request, bool thinks)
    {
        FunctionCallingConfig? calling = request.ToolConfig?.FunctionCallingConfig;
        return new ChatPrompt
        {
            System = request.SystemInstruction is { } system ? TextOf(system) : null,
            Turns = [.. Turns(request.Contents ?? [])],
            Tools = calling?.Mode == FunctionCallingMode.None ? [] : ToolReader.Read(request.Tools, calling?.AllowedFunctionNames),
            ToolUse = calling?.Mode == FunctionCallingMode.Any ? ChatToolUse.Required : ChatToolUse.Auto,
            Thinking = thinks,
        };
    }

    // Contents of one side that follow each other are one turn: templates know no other.
    private static IEnumerable<ChatTurn> Turns(IReadOnlyList<Content> contents)
    {
        List<ChatPart> parts = [];
        ChatRole role = ChatRole.User;
        CallResponses responses = new();
        foreach (Content content in contents)
        {
            ChatRole next = content.Role == "model" ? ChatRole.Model : ChatRole.User;
            if (next != role && parts.Count > 0)
            {
                yield return new ChatTurn(role, parts);
                parts = [];
            }

            role = next;
            IEnumerable<Part> said = content.Parts ?? [];
            if (next == ChatRole.Model)
            {
                responses.NoteCalls(content);
            }
            else
            {
                said = responses.InOrder(content.Parts ?? []);
            }

            parts.AddRange(said.Select(p => Read(p, next)).OfType<ChatPart>());
        }

        if (parts.Count > 0)
        {
            yield return new ChatTurn(role, parts);
        }
    }

    private static ChatPart? Read(Part part, ChatRole role) => part switch
    {
        { Text: { } text, Thought: true } => role == ChatRole.Model ? new ThoughtPart(text) : null,
        { Text: { } text } => new TextPart(text),
        { FunctionCall: { } call } => new ToolCallPart(call.Name ?? "", call.Args ?? s_emptyObject),
        { FunctionResponse: { } response } => new ToolResponsePart(response.Name ?? "", response.Response ?? s_emptyObject),
        { ExecutableCode: { } code } => new TextPart($"```\n{code.Code}\n```"),
        { CodeExecutionResult: { } result } => new TextPart($"```\n{result.Output}\n```"),
        { InlineData: not null } or { FileData: not null } =>
            throw ApiException.InvalidArgument("The model answers from local weights, which read text only: the request has media in it."),
        _ => null,
    };

    private static string TextOf(Content content)
    {
        StringBuilder text = new();
        foreach (Part part in content.Parts ?? [])
        {
            if (part.Text is { } piece)
            {
                text.Append(text.Length > 0 ? "\n" : "").Append(piece);
            }
        }

        return text.ToString();
    }
}
