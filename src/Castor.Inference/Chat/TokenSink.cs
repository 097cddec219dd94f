using System.Collections.Frozen;
using System.Text;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Chat;

/// <summary>A prompt as tokens. Text between two marks is encoded as a whole, since pieces may go across what it was put together from.</summary>
internal sealed class TokenSink(ITokenizer tokenizer, FrozenDictionary<string, int> marks, List<int> tokens) : IPromptSink
{
    private readonly StringBuilder _text = new();

    public void Text(string text) => _text.Append(text);

    public void Mark(string mark)
    {
        Flush();
        tokens.Add(marks[mark]);
    }

    public void Flush()
    {
        tokenizer.Encode(_text.ToString(), tokens);
        _text.Clear();
    }
}
