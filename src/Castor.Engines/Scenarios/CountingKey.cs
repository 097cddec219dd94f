using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios;

/// <summary>Whose calls a scenario counts together: all, those of a conversation, or those with the same header.</summary>
/// <param name="Header">The header; null where it is none.</param>
/// <param name="Conversation">Whether each conversation is counted on its own.</param>
internal sealed record CountingKey(string? Header, bool Conversation)
{
    public static CountingKey Scenario { get; } = new(null, false);

    public static CountingKey ByConversation { get; } = new(null, true);

    public string Of(CallFacts facts) =>
        Conversation ? facts.ConversationKey()
        : Header is not null ? facts.FindHeader(Header) ?? ""
        : "";
}
