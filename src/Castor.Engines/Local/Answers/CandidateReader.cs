using System.Text;
using Castor.Engines.Emulator;
using Castor.Engines.Thinking;
using Castor.Inference.Chat;
using Castor.Inference.Scheduling;
using Castor.Inference.Tokenization;
using Castor.Protocol;
using Part = Castor.Protocol.Part;

namespace Castor.Engines.Local.Answers;

/// <summary>One candidate while its tokens come: its parts, its counts, why it ended.</summary>
internal sealed class CandidateReader
{
    private readonly ChatAnswerReader _reader;
    private readonly StopMatcher _stops;
    private readonly Vocabulary _vocabulary;
    private readonly bool _tellsThoughts;
    private readonly AnswerLogprobs? _logprobs;
    private readonly string _family;
    private readonly EmulatorRandom _callIds;
    private readonly List<ChatPart> _read = [];
    private readonly List<Part> _parts = [];
    private readonly StringBuilder _text = new();
    private bool _textIsThought;
    private bool _hasCalled;
    private bool _hasTold;
    private int _writtenLength;
    private int _toldLength;

    public CandidateReader(int index, ChatAnswerReader reader, Vocabulary vocabulary, GenerationCall call, ulong seed)
    {
        GenerationConfig? config = call.Request.GenerationConfig;
        Index = index;
        _family = call.Model.Traits.Family;
        _callIds = new EmulatorRandom(EmulatorRandom.Mix(seed + (ulong)index));
        _reader = reader;
        _vocabulary = vocabulary;
        _stops = new StopMatcher(config?.StopSequences ?? []);
        _tellsThoughts = config?.ThinkingConfig?.IncludeThoughts == true;
        _logprobs = config?.ResponseLogprobs == true ? new AnswerLogprobs(vocabulary) : null;
    }

    public int Index { get; }

    public int AnswerTokens { get; private set; }

    public int ThoughtTokens { get; private set; }

    /// <summary>Why it ended; null while it goes on.</summary>
    public FinishReason? FinishReason { get; private set; }

    /// <summary>Whether there is something to tell. A call waits for what comes after it, since it ends an answer nearly always.</summary>
    public bool HasNews => _text.Length > Held || (_parts.Count > 0 && _parts[^1].FunctionCall is null);

    /// <summary>Takes a token; those after the end are left alone.</summary>
    public void Add(in GeneratedToken token)
    {
        if (FinishReason is not null)
        {
            return;
        }

        bool wasThinking = _reader.IsThinking;
        int start = _writtenLength;
        _read.Clear();
        _reader.Add(token.Token, _read);
        bool isThought = wasThinking || _reader.IsThinking;
        if (token.Stop != StopReason.None)
        {
            _reader.Finish(_read);
        }

        foreach (ChatPart part in _read)
        {
            Take(part, token.Stop);
        }

        if (!_vocabulary.IsEndOfGeneration(token.Token))
        {
            Count(token, isThought, start);
        }

        if (FinishReason is null && (_stops.HasStopped || token.Stop != StopReason.None || _reader.IsFinished))
        {
            End(token.Stop);
        }
    }

    /// <summary>What has come since the last call, as a piece of the answer.</summary>
    public Candidate Take()
    {
        int held = Held;
        FlushText(held);
        if (_parts.Count == 0 && _hasTold)
        {
            // As the service ends a stream whose text is all there: clients take a content without parts for none.
            _parts.Add(new Part { Text = "" });
        }

        _hasTold = true;
        Candidate candidate = new()
        {
            Content = _parts.Count == 0 ? new Content { Role = "model" } : new Content { Parts = [.. _parts], Role = "model" },
            FinishReason = FinishReason,
            Index = Index,
            LogprobsResult = _logprobs?.Take(_toldLength - held, isLast: FinishReason is not null),
        };
        _parts.Clear();
        return FinishReason is null || _logprobs is null ? candidate : candidate with { AvgLogprobs = _logprobs.Average };
    }

    // The marks of a thought are the thought's.
    private void Count(in GeneratedToken token, bool isThought, int start)
    {
        if (isThought)
        {
            ThoughtTokens++;
            return;
        }

        AnswerTokens++;
        _logprobs?.Add(token, start, _writtenLength);
    }

    private void Take(ChatPart part, StopReason stop)
    {
        switch (part)
        {
            case TextPart { Text: var text }:
                _writtenLength += text.Length;
                Append(_stops.Add(text), isThought: false);
                break;
            case ThoughtPart { Text: var text }:
                Append(_tellsThoughts ? text : "", isThought: true);
                break;
            case ToolCallPart call when !_stops.HasStopped:
                Append(_stops.Flush(), isThought: false);
                FlushText();
                _parts.Add(ToPart(call));
                break;
            // A call that the limit cuts is not malformed: the limit is what ended it.
            case MalformedCallPart when !_stops.HasStopped && !IsLimit(stop):
                FinishReason = Protocol.FinishReason.MalformedFunctionCall;
                break;
        }
    }

    // Of the calls of an answer only the first is signed, and only where thoughts led to it.
    private Part ToPart(ToolCallPart call)
    {
        var part = new Part { FunctionCall = new FunctionCall { Id = CallId.Next(_callIds), Name = call.Name, Args = call.Arguments } };
        bool isSigned = ThoughtTokens > 0 && !_hasCalled;
        _hasCalled = true;
        return isSigned ? part with { ThoughtSignature = ThoughtSignature.Issue(_family, call.Name + call.Arguments.GetRawText()) } : part;
    }

    private void Append(string text, bool isThought)
    {
        if (text.Length == 0)
        {
            return;
        }

        _toldLength += isThought ? 0 : text.Length;
        if (isThought != _textIsThought)
        {
            FlushText();
            _textIsThought = isThought;
        }

        _text.Append(text);
    }

    private void End(StopReason stop)
    {
        if (!_stops.HasStopped)
        {
            Append(_stops.Flush(), isThought: false);
        }

        FinishReason = !_stops.HasStopped && IsLimit(stop)
            ? Protocol.FinishReason.MaxTokens
            : Protocol.FinishReason.Stop;
    }

    // The last character waits for what follows, so that the end of a stream has some text to come with: some clients take an empty one for no answer.
    private int Held => FinishReason is not null || _textIsThought || _text.Length == 0 ? 0 : _text.Length > 1 && char.IsLowSurrogate(_text[^1]) ? 2 : 1;

    private static bool IsLimit(StopReason stop) => stop is StopReason.MaxTokens or StopReason.ContextFull;

    private void FlushText(int held = 0)
    {
        int length = _text.Length - held;
        if (length > 0)
        {
            _parts.Add(new Part { Text = _text.ToString(0, length), Thought = _textIsThought ? true : null });
            _text.Remove(0, length);
        }
    }
}
