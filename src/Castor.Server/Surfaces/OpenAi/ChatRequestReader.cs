using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.OpenAi;
using Castor.Server.Validation;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Reads a chat request into the request of the core.</summary>
internal static class ChatRequestReader
{
    /// <summary>The request of the core, not yet validated.</summary>
    /// <exception cref="ApiException">Something in it cannot be read.</exception>
    public static GenerateContentRequest Read(ChatCompletionRequest chat, ModelEntry model, OpenAiDoor door)
    {
        GoogleOptions? google = ReadGoogle(chat, door);
        var messages = new ChatMessageReader(google?.ThoughtTagMarker ?? door.ThoughtTag);
        messages.Read(chat.Messages ?? []);
        if (door is { IsVertex: true, Merged: false } && ModelGeneration.Of(model).IsAtLeast(3, 5))
        {
            RefuseTextBesideCalls(messages.Contents);
        }

        return new GenerateContentRequest
        {
            Contents = messages.Contents,
            SystemInstruction = messages.SystemInstruction,
            Tools = ChatToolReader.ReadTools(chat.Tools),
            ToolConfig = ChatToolReader.ReadChoice(chat.ToolChoice),
            GenerationConfig = ChatConfigReader.Read(chat, google, model),
            SafetySettings = google?.SafetySettings,
            CachedContent = google?.CachedContent,
            ServiceTier = ReadTier(chat.ServiceTier),
            Store = chat.Store,
        };
    }

    /// <summary>What only Google has stands under <c>extra_body</c> on the Developer API and at the root on Vertex AI, which takes no <c>extra_body</c>.</summary>
    public static GoogleOptions? ReadGoogle(ChatCompletionRequest chat, OpenAiDoor door) => door is { IsVertex: true, Merged: false } && chat.ExtraBody is not null
        ? throw ApiException.InvalidArgument("Request contains an invalid argument.")
        : chat.ExtraBody?.Google ?? chat.Google;

    /// <summary>As recorded on Vertex AI, from Gemini 3.5 on: a turn of the model has text or calls.</summary>
    private static void RefuseTextBesideCalls(IReadOnlyList<Content> contents)
    {
        foreach (Content content in contents)
        {
            IReadOnlyList<Part> parts = content.Parts ?? [];
            if (parts.Any(part => part.FunctionCall is not null) && parts.Any(part => part is { Text.Length: > 0, Thought: not true }))
            {
                throw ApiException.InvalidArgument("Request contains an invalid argument.");
            }
        }
    }

    private static ServiceTier? ReadTier(string? tier) => tier switch
    {
        null or "auto" => null,
        "default" => ServiceTier.Standard,
        "flex" => ServiceTier.Flex,
        "priority" => ServiceTier.Priority,
        _ => throw ApiException.InvalidArgument($"Invalid value at 'service_tier', \"{tier}\". Please use auto, default, flex or priority."),
    };
}
