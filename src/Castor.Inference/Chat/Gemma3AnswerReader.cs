using System.Text;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Chat;

/// <summary>
/// Reads answers of Gemma 3, in which only the shape tells a call from text: JSON at the start of a line, fenced or not, that begins as a call does.
/// Such text is held back until it is known to be one; all other text passes at once.
/// </summary>
internal sealed class Gemma3AnswerReader : ChatAnswerReader
{
    private const int FenceLength = 3;

    private readonly HashSet<string> _tools;
    private readonly StringBuilder _said = new();
    private readonly StringBuilder _space = new();
    private Gemma3CallScanner? _candidate;
    private bool _atLineStart = true;
    private bool _afterCall;
    private int _fenceLeft;

    /// <param name="vocabulary">The pieces.</param>
    /// <param name="tools">The tools that may be called.</param>
    public Gemma3AnswerReader(Vocabulary vocabulary, IReadOnlyList<ChatTool> tools)
        : base(vocabulary) => _tools = [.. tools.Select(tool => tool.Name)];

    private protected override void Take(ReadOnlySpan<char> text, ICollection<ChatPart> parts)
    {
        if (_tools.Count == 0)
        {
            _said.Append(text);
        }
        else
        {
            foreach (char character in text)
            {
                Take(character, parts);
            }
        }

        TellSaid(parts);
    }

    private protected override void TakeMark(int token, ICollection<ChatPart> parts)
    {
    }

    private protected override void TakeEnd(ICollection<ChatPart> parts)
    {
        if (_candidate is { IsCall: true })
        {
            parts.Add(new MalformedCallPart(_candidate.Text, "The call is not finished."));
            return;
        }

        if (_candidate is not null)
        {
            Release();
        }
        else if (!_afterCall)
        {
            _said.Append(_space);
        }

        TellSaid(parts);
    }

    private void Take(char character, ICollection<ChatPart> parts)
    {
        if (_candidate is not null)
        {
            TakeCandidate(character, parts);
        }
        else if (char.IsWhiteSpace(character))
        {
            // Held back, since it is dropped beside a call.
            _space.Append(character);
            _atLineStart |= character == '\n';
        }
        else if (_fenceLeft > 0 && character == '`')
        {
            _fenceLeft--;
        }
        else if (_atLineStart && Gemma3CallScanner.StartsWith(character))
        {
            _candidate = new Gemma3CallScanner(_tools);
            TakeCandidate(character, parts);
        }
        else
        {
            _said.Append(_space).Append(character);
            _space.Clear();
            (_atLineStart, _afterCall, _fenceLeft) = (false, false, 0);
        }
    }

    private void TakeCandidate(char character, ICollection<ChatPart> parts)
    {
        Gemma3CallScanner candidate = _candidate!;
        switch (candidate.Take(character))
        {
            case Gemma3CallScanner.Verdict.Whole:
                _space.Clear();
                TellSaid(parts);
                foreach (ChatPart call in candidate.Read())
                {
                    parts.Add(call);
                }

                _candidate = null;
                (_atLineStart, _afterCall, _fenceLeft) = (true, true, candidate.IsFenced ? FenceLength : 0);
                break;
            case Gemma3CallScanner.Verdict.NoCall:
                Release();
                break;
        }
    }

    private void Release()
    {
        _said.Append(_space).Append(_candidate!.Text);
        _space.Clear();
        _candidate = null;
        (_atLineStart, _afterCall, _fenceLeft) = (false, false, 0);
    }

    private void TellSaid(ICollection<ChatPart> parts)
    {
        if (_said.Length > 0)
        {
            parts.Add(new TextPart(_said.ToString()));
            _said.Clear();
        }
    }
}
