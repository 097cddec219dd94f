using Castor.Inference.KvCaches;
using Castor.Inference.Models;
using Castor.Inference.Sampling;

namespace Castor.Inference.Scheduling;

/// <summary>One answer to a prompt: its tokens, how far they are computed, and how the next one is drawn.</summary>
internal sealed class Answer
{
    // The room of long answers grows now and then; that of usual ones never does.
    private const int UsualLength = 4096;

    // Where others that begin alike leave this prompt.
    private readonly List<int> _stops = [];

    private int[] _tokens;
    private int _count;

    public Answer(Generation generation, int candidate, SamplerScratch scratch)
    {
        Generation = generation;
        Candidate = candidate;
        Constraint = generation.ConstraintOf(candidate);
        Sampler = new Sampler(generation.Request.Sampling, candidate, scratch);
        ReadOnlySpan<int> prompt = generation.Request.Prompt.Span;
        PromptLength = prompt.Length;
        _tokens = new int[prompt.Length + Math.Min(generation.Request.MaxTokens, UsualLength) + 1];
        _count = prompt.Length;
        prompt.CopyTo(_tokens);
        Forks = candidate == 0 && generation.Request.CandidateCount > 1;
    }

    public Generation Generation { get; }

    public int Candidate { get; }

    public Sampler Sampler { get; }

    public TokenConstraint? Constraint { get; }

    /// <summary>Whether the other answers to the prompt are forked from this one when the prompt is computed.</summary>
    public bool Forks { get; set; }

    /// <summary>The places that it takes, those of the answers that it forks among them.</summary>
    public int Places => Forks ? Generation.Request.CandidateCount : 1;

    public int PromptLength { get; }

    /// <summary>The prompt and the answer so far.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, _count);

    /// <summary>The prompt and the answer so far; tokens are only ever added, so that it may be kept.</summary>
    public ReadOnlyMemory<int> TokenMemory => _tokens.AsMemory(0, _count);

    /// <summary>The positions up to which its room does not grow.</summary>
    public int Capacity => _tokens.Length;

    /// <summary>Tokens of the answer so far.</summary>
    public int DrawnCount => _count - PromptLength;

    /// <summary>Keys and values; null while the answer waits.</summary>
    public KvSequence? Kv { get; set; }

    /// <summary>Tokens whose keys and values are not computed: one where the answer is being continued.</summary>
    public int PendingCount => _count - Kv!.Length;

    /// <summary>Where the next token to compute comes from.</summary>
    public TokenOrigin NextOrigin => Kv!.Length < PromptLength ? TokenOrigin.Prompt : TokenOrigin.Answer;

    /// <summary>Where the next snapshot is due; past the tokens where none is.</summary>
    public int NextSnapshot { get; set; } = int.MaxValue;

    /// <summary>A running answer whose prompt begins alike, and which computes that beginning for this one too.</summary>
    public Answer? Leader { get; private set; }

    /// <summary>The tokens that this answer waits for its leader to compute.</summary>
    public int LeaderLength { get; private set; }

    /// <summary>Whether it makes sense to wait for the leader: it is on its way and has not come that far.</summary>
    public bool FollowsLeader =>
        Leader is { Kv: { } kv, HasEnded: false } && kv.Length < LeaderLength && !Leader.Generation.HasEnded && !Leader.Generation.Stream.IsPaused();

    /// <summary>The tokens of this step.</summary>
    public int Rows { get; set; }

    /// <summary>Which row of logits is its next token's; -1 for none in this step.</summary>
    public int LogitIndex { get; set; } = -1;

    /// <summary>Whether it has its last token.</summary>
    public bool HasEnded { get; set; }

    public void Add(int token)
    {
        if (_count == _tokens.Length)
        {
            Array.Resize(ref _tokens, 2 * _count);
        }

        _tokens[_count++] = token;
    }

    /// <summary>Has a snapshot taken where another prompt leaves this one.</summary>
    public void AddStop(int length)
    {
        int place = _stops.BinarySearch(length);
        if (place < 0)
        {
            _stops.Insert(~place, length);
            NextSnapshot = Math.Min(NextSnapshot, length);
        }
    }

    /// <summary>The next place after so many tokens where another prompt leaves this one; past the tokens where there is none.</summary>
    public int NextStop(int length)
    {
        foreach (int stop in _stops)
        {
            if (stop > length)
            {
                return stop;
            }
        }

        return int.MaxValue;
    }

    /// <summary>Has this answer wait until another one has computed what both begin with.</summary>
    public void Follow(Answer leader, int length)
    {
        Leader = leader;
        LeaderLength = length;
        leader.AddStop(length);
    }

    /// <summary>Whether this answer goes before another one.</summary>
    public bool IsBefore(Answer other) =>
        Generation.Arrival < other.Generation.Arrival || (Generation.Arrival == other.Generation.Arrival && Candidate < other.Candidate);
}
