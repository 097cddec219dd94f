using System.Text;

namespace Castor.Inference.Chat;

/// <summary>A prompt as it is spelt.</summary>
internal sealed class TextSink : IPromptSink
{
    private readonly StringBuilder _text = new();

    public void Text(string text) => _text.Append(text);

    public void Mark(string mark) => _text.Append(mark);

    public override string ToString() => _text.ToString();
}
