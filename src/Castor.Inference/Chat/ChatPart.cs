namespace Castor.Inference.Chat;

/// <summary>A part of a turn: text, a thought, a call, the response to one.</summary>
public abstract record ChatPart
{
    private protected ChatPart()
    {
    }
}
