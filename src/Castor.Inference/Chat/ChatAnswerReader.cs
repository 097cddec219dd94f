using Castor.Inference.Tokenization;

namespace Castor.Inference.Chat;

/// <summary>
/// Takes a model's answer token by token and tells its parts: text and thoughts as soon as they are there, in as many pieces as they come; a call
/// once it is whole; a call that is none as <see cref="MalformedCallPart"/>. One answer, one thread.
/// </summary>
public abstract class ChatAnswerReader
{
    private readonly Vocabulary _vocabulary;
    private readonly StreamingDetokenizer _detokenizer;

    private protected ChatAnswerReader(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _detokenizer = new StreamingDetokenizer(vocabulary);
    }

    /// <summary>Whether the answer has ended: a token said so, or <see cref="Finish"/>.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Whether the next token belongs to a thought.</summary>
    public virtual bool IsThinking => false;

    /// <summary>Takes a token. Those after the end are left alone.</summary>
    /// <param name="token">The token.</param>
    /// <param name="parts">Where the parts go that it completes.</param>
    public void Add(int token, ICollection<ChatPart> parts)
    {
        if (IsFinished)
        {
            return;
        }

        if (_vocabulary.IsEndOfGeneration(token))
        {
            Finish(parts);
        }
        else if (_vocabulary.KindOf(token) == TokenKind.Control)
        {
            Take(_detokenizer.Flush(), parts);
            TakeMark(token, parts);
        }
        else
        {
            Take(_detokenizer.Append(token), parts);
        }
    }

    /// <summary>Ends the answer where it stands, and tells what was held back.</summary>
    public void Finish(ICollection<ChatPart> parts)
    {
        if (!IsFinished)
        {
            Take(_detokenizer.Flush(), parts);
            IsFinished = true;
            TakeEnd(parts);
        }
    }

    private protected abstract void Take(ReadOnlySpan<char> text, ICollection<ChatPart> parts);

    private protected abstract void TakeMark(int token, ICollection<ChatPart> parts);

    private protected abstract void TakeEnd(ICollection<ChatPart> parts);
}
