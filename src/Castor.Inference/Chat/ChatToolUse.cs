namespace Castor.Inference.Chat;

/// <summary>Whether the model may choose to call.</summary>
public enum ChatToolUse
{
    /// <summary>It may.</summary>
    Auto,

    /// <summary>It has to: the prompt ends within a call, or asks for one where the format has no mark for calls.</summary>
    Required,
}
