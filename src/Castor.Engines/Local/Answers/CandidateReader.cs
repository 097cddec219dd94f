using System.Text;
using Castor.Inference.Chat;
using Castor.Inference.Sampling;
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
    private readonly bool _tellsLogprobs;
    private readonly List<ChatPart> _read = [];
    private readonly List<Part> _parts = [];
    private readonly StringBuilder _text = new();
    private readonly List<LogprobsCandidate> _chosen = [];
    private readonly List<TopCandidates> _top = [];
    private bool _textIsThought;
    private double _logprobSum;
    private int _logprobCount;

    public CandidateReader(int index, ChatAnswerReader reader, Vocabulary vocabulary, GenerationConfig? config)
    {
        Index = index;
        _reader = reader;
        _vocabulary = vocabulary;
        _stops = new StopMatcher(config?.StopSequences ?? []);
        _tellsThoughts = config?.ThinkingConfig?.IncludeThoughts == true;
        _tellsLogprobs = config?.ResponseLogprobs == true;
    }

    public int Index { get; }

    public int AnswerTokens { get; private set; }

    public int ThoughtTokens { get; private set; }

    /// <summary>Why it ended; null while it goes on.</summary>
    public FinishReason? FinishReason { get; private set; }

    public bool HasNews => _parts.Count > 0 || _text.Length > 0;

    /// <summary>Takes a token; those after the end are left alone.</summary>
    public void Add(in GeneratedToken token)
    {
        if (FinishReason is not null)
        {
            return;
        }

        if (!_vocabulary.IsEndOfGeneration(token.Token))
        {
            Count(token);
        }

        _read.Clear();
        _reader.Add(token.Token, _read);
        if (token.Stop != StopReason.None)
        {
            _reader.Finish(_read);
        }

        foreach (ChatPart part in _read)
        {
            Take(part);
        }

        if (FinishReason is null && (_stops.HasStopped || token.Stop != StopReason.None || _reader.IsFinished))
        {
            End(token.Stop);
        }
    }

    /// <summary>What has come since the last call, as a piece of the answer.</summary>
    public Candidate Take()
    {
        FlushText();
        Candidate candidate = new()
        {
            Content = _parts.Count == 0 ? new Content { Role = "model" } : new Content { Parts = [.. _parts], Role = "model" },
            FinishReason = FinishReason,
            Index = Index,
            AvgLogprobs = FinishReason is not null && _tellsLogprobs && _logprobCount > 0 ? _logprobSum / _logprobCount : null,
            LogprobsResult = _chosen.Count == 0 ? null : new LogprobsResult
            {
                ChosenCandidates = [.. _chosen],
                TopCandidates = [.. _top],
                LogProbabilitySum = _chosen.Sum(c => (double)c.LogProbability!),
            },
        };
        _parts.Clear();
        _chosen.Clear();
        _top.Clear();
        return candidate;
    }

    private void Count(in GeneratedToken token)
    {
        if (_reader.IsThinking)
        {
            ThoughtTokens++;
            return;
        }

        AnswerTokens++;
        if (_tellsLogprobs)
        {
            _logprobSum += token.LogProbability;
            _logprobCount++;
            _chosen.Add(ToLogprob(new TokenLogProbability(token.Token, token.LogProbability)));
            _top.Add(new TopCandidates { Candidates = [.. token.Top.ToArray().Select(ToLogprob)] });
        }
    }

    private LogprobsCandidate ToLogprob(TokenLogProbability token) => new()
    {
        Token = Encoding.UTF8.GetString(_vocabulary.BytesOf(token.Token)),
        TokenId = token.Token,
        LogProbability = token.LogProbability,
    };

    private void Take(ChatPart part)
    {
        switch (part)
        {
            case TextPart { Text: var text }:
                Append(_stops.Add(text), isThought: false);
                break;
            case ThoughtPart { Text: var text }:
                Append(_tellsThoughts ? text : "", isThought: true);
                break;
            case ToolCallPart call when !_stops.HasStopped:
                Append(_stops.Flush(), isThought: false);
                FlushText();
                _parts.Add(new Part { FunctionCall = new FunctionCall { Name = call.Name, Args = call.Arguments } });
                break;
            case MalformedCallPart when !_stops.HasStopped:
                FinishReason = Protocol.FinishReason.MalformedFunctionCall;
                break;
        }
    }

    private void Append(string text, bool isThought)
    {
        if (text.Length == 0)
        {
            return;
        }

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

        FinishReason = !_stops.HasStopped && stop is (StopReason.MaxTokens or StopReason.ContextFull)
            ? Protocol.FinishReason.MaxTokens
            : Protocol.FinishReason.Stop;
    }

    private void FlushText()
    {
        if (_text.Length > 0)
        {
            _parts.Add(new Part { Text = _text.ToString(), Thought = _textIsThought ? true : null });
            _text.Clear();
        }
    }
}
