namespace Castor.Inference.Chat;

/// <summary>Where a prompt goes, as tokens or as text.</summary>
internal interface IPromptSink
{
    /// <summary>Text, which may come in pieces.</summary>
    void Text(string text);

    /// <summary>A mark of the template.</summary>
    void Mark(string mark);
}
