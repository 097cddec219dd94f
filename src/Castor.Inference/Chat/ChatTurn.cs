namespace Castor.Inference.Chat;

/// <summary>What one side says at a time.</summary>
public sealed record ChatTurn
{
    /// <exception cref="ArgumentException">A user thinks or calls, or a model answers its own call.</exception>
    public ChatTurn(ChatRole role, IReadOnlyList<ChatPart> parts)
    {
        foreach (ChatPart part in parts)
        {
            if (part is not TextPart && part is ToolResponsePart == (role == ChatRole.Model))
            {
                string speaker = role == ChatRole.Model ? "model" : "user";
                throw new ArgumentException($"A turn of the {speaker} cannot hold a {part.GetType().Name}.", nameof(parts));
            }
        }

        Role = role;
        Parts = parts;
    }

    /// <summary>Who speaks.</summary>
    public ChatRole Role { get; }

    /// <summary>What is said, in its order.</summary>
    public IReadOnlyList<ChatPart> Parts { get; }

    /// <summary>Whether any part is of a kind.</summary>
    internal bool Has<T>()
        where T : ChatPart => Parts.Any(part => part is T);
}
