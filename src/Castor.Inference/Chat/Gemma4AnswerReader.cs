using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Chat;

/// <summary>Reads answers of Gemma 4, in which marks tell thoughts and calls from text.</summary>
internal sealed class Gemma4AnswerReader : ChatAnswerReader
{
    // A channel's name is short; a model that never ends it is thinking already.
    private const int LongestName = 32;

    private readonly int _turn;
    private readonly int _channel;
    private readonly int _channelEnd;
    private readonly int _call;
    private readonly int _callEnd;
    private readonly int _quote;
    private readonly StringBuilder _held = new();
    private readonly List<int> _quotes = [];
    private Within _within = Within.Text;

    /// <param name="vocabulary">The pieces.</param>
    /// <param name="marks">The ids of the marks.</param>
    /// <param name="startsWithinCall">Whether the prompt ends within a call, after its prefix.</param>
    public Gemma4AnswerReader(Vocabulary vocabulary, FrozenDictionary<string, int> marks, bool startsWithinCall)
        : base(vocabulary)
    {
        _turn = marks[ChatMarks.Turn];
        _channel = marks[ChatMarks.Channel];
        _channelEnd = marks[ChatMarks.ChannelEnd];
        _call = marks[ChatMarks.Call];
        _callEnd = marks[ChatMarks.CallEnd];
        _quote = marks[ChatMarks.Quote];
        if (startsWithinCall)
        {
            Enter(Within.Call);
            _held.Append(Gemma4Values.CallPrefix);
        }
    }

    private enum Within
    {
        Text,
        TurnHeader,
        ChannelName,
        Thought,
        Call,
    }

    /// <inheritdoc/>
    public override bool IsThinking => _within is Within.ChannelName or Within.Thought;

    private protected override void Take(ReadOnlySpan<char> text, ICollection<ChatPart> parts)
    {
        if (text.IsEmpty)
        {
            return;
        }

        switch (_within)
        {
            case Within.Text:
                parts.Add(new TextPart(text.ToString()));
                break;
            case Within.Thought:
                parts.Add(new ThoughtPart(text.ToString()));
                break;
            case Within.Call:
                _held.Append(text);
                break;
            default:
                TakeHeader(text, parts);
                break;
        }
    }

    private protected override void TakeMark(int token, ICollection<ChatPart> parts)
    {
        if (token == _quote)
        {
            if (_within == Within.Call)
            {
                _quotes.Add(_held.Length);
            }

            return;
        }

        if (_within == Within.Call)
        {
            EndCall(isClosed: token == _callEnd, parts);
        }

        if (token == _call)
        {
            Enter(Within.Call);
        }
        else if (token == _channel)
        {
            Enter(Within.ChannelName);
        }
        else if (token == _turn)
        {
            Enter(Within.TurnHeader);
        }
        else if (token == _channelEnd || token == _callEnd)
        {
            Enter(Within.Text);
        }
    }

    private protected override void TakeEnd(ICollection<ChatPart> parts)
    {
        if (_within == Within.Call)
        {
            EndCall(isClosed: false, parts);
        }
    }

    private void Enter(Within within)
    {
        _within = within;
        _held.Clear();
        _quotes.Clear();
    }

    // "thought\n" after the mark of a channel, "model\n" after that of a turn.
    private void TakeHeader(ReadOnlySpan<char> text, ICollection<ChatPart> parts)
    {
        int line = text.IndexOf('\n');
        _held.Append(line < 0 ? text : text[..line]);
        if (line >= 0)
        {
            Enter(_within == Within.ChannelName ? Within.Thought : Within.Text);
            Take(text[(line + 1)..], parts);
        }
        else if (_held.Length > LongestName)
        {
            string unnamed = _held.ToString();
            Enter(_within == Within.ChannelName ? Within.Thought : Within.Text);
            Take(unnamed, parts);
        }
    }

    private void EndCall(bool isClosed, ICollection<ChatPart> parts)
    {
        string text = _held.ToString();
        string? reason = Gemma4CallParser.Parse(text, _quotes, out string name, out JsonElement arguments);
        parts.Add(reason is null
            ? new ToolCallPart(name, arguments)
            : new MalformedCallPart(Spell(text), isClosed ? reason : "The call is not finished."));
        Enter(Within.Text);
    }

    private string Spell(string text)
    {
        var spelt = new StringBuilder(text);
        for (int i = _quotes.Count - 1; i >= 0; i--)
        {
            spelt.Insert(_quotes[i], ChatMarks.Quote);
        }

        return spelt.ToString();
    }
}
