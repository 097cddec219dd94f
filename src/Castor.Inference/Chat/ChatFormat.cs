namespace Castor.Inference.Chat;

/// <summary>How a conversation becomes a prompt.</summary>
public enum ChatFormat
{
    /// <summary>Gemma 3 and before: <c>&lt;start_of_turn&gt;</c>, no system turn, tools told in words.</summary>
    Gemma3,

    /// <summary>Gemma 4 and castor-spark: <c>&lt;|turn&gt;</c>, with marks for tools and thoughts.</summary>
    Gemma4,
}
