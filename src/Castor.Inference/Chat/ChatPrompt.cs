namespace Castor.Inference.Chat;

/// <summary>A conversation for the model to go on with.</summary>
public sealed record ChatPrompt
{
    /// <summary>What holds for the whole conversation.</summary>
    public string? System { get; init; }

    /// <summary>The turns so far.</summary>
    public required IReadOnlyList<ChatTurn> Turns { get; init; }

    /// <summary>The tools that the model may call.</summary>
    public IReadOnlyList<ChatTool> Tools { get; init; } = [];

    /// <summary>Whether the model may choose to call; counts where there are tools.</summary>
    public ChatToolUse ToolUse { get; init; }

    /// <summary>Whether the model thinks before it speaks; counts where the format knows of thoughts.</summary>
    public bool Thinking { get; init; }

    /// <summary>Whether the prompt ends where the model's answer starts.</summary>
    public bool AddGenerationPrompt { get; init; } = true;

    /// <summary>Whether the model's answer starts within a call. One that thinks first starts with its thoughts.</summary>
    internal bool ForcesCall => ToolUse == ChatToolUse.Required && Tools.Count > 0 && AddGenerationPrompt && !Thinking;
}
