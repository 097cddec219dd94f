using Castor.Inference.KvCaches;
using Castor.Inference.Models;

namespace Castor.Inference.Scheduling;

/// <summary>
/// The room for keys and values: what fits, what of it is kept for later prompts, and what is given up for others. For the model's own thread.
/// </summary>
internal sealed class KvMemory : IDisposable
{
    // Shorter than this a prefix is not worth a place of its own.
    private const int LeastSharedLength = KvLayout.PageLength;

    // Shorter than this a beginning is sooner computed twice than waited for.
    private const int LeastLedLength = 2 * KvLayout.PageLength;

    private readonly RunnerOptions _options;
    private readonly int _maxStep;
    private readonly PrefixCache _prefixes;

    public KvMemory(LanguageModel model, RunnerOptions options)
    {
        _options = options;
        _maxStep = model.Options.MaxBatch;
        _prefixes = new PrefixCache(model.ComputesPromptsApart);
        Cache = model.CreateCache(options.KvBytes);
        LongestSequence = FindLongest(Math.Min(options.ContextLength ?? int.MaxValue, model.Config.ContextLength));
    }

    /// <summary>The pages.</summary>
    public KvCache Cache { get; }

    /// <summary>The longest sequence that fits when it is alone, within the context.</summary>
    public int LongestSequence { get; }

    /// <summary>Kept prefixes.</summary>
    public int PrefixCount => _prefixes.Count;

    /// <summary>Gives an answer a sequence that holds as much of its tokens as is known.</summary>
    /// <returns>False where it does not fit beside the running answers.</returns>
    public bool TryBegin(Answer answer, List<Answer> running)
    {
        PrefixMatch match = _options.KeepsPrefixes ? _prefixes.Find(answer.Tokens, answer.PromptLength, answer.Capacity) : default;
        answer.Kv = match.Sequence ?? Cache.CreateSequence(answer.Capacity);
        if (!Fits(answer, running))
        {
            Release(answer);
            return false;
        }

        if (match.SharedLength >= answer.Kv.Length + LeastSharedLength)
        {
            answer.AddStop(match.SharedLength);
        }

        PlanSnapshot(answer);
        return true;
    }

    /// <summary>
    /// Has an answer that was begun wait again where a running one is about to compute much of the same prompt: twice at once would cost twice.
    /// </summary>
    public bool FollowsAnother(Answer answer, List<Answer> running)
    {
        if (!_options.KeepsPrefixes)
        {
            return false;
        }

        int longest = answer.Kv!.Length + LeastLedLength - 1;
        Answer? leader = null;
        foreach (Answer other in running)
        {
            int common = answer.Tokens[..Math.Min(answer.PromptLength, answer.Tokens.Length - 1)].CommonPrefixLength(other.Tokens[..other.PromptLength]);
            if (common > longest && other.Kv!.Length < common && !other.Generation.Stream.IsPaused())
            {
                longest = common;
                leader = other;
            }
        }

        if (leader is null)
        {
            return false;
        }

        Release(answer);
        answer.Follow(leader, longest);
        return true;
    }

    /// <summary>Makes room for an answer's next tokens, for which kept prefixes are given up.</summary>
    public bool TryReserve(Answer answer)
    {
        while (!answer.Kv!.TryReserve(answer.Rows))
        {
            if (!_prefixes.EvictOldest())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Keeps a snapshot of an answer that has been stepped to the place where one is due.</summary>
    /// <returns>Whether there is a new one.</returns>
    public bool KeepIfDue(Answer answer)
    {
        if (answer.Kv!.Length < answer.NextSnapshot)
        {
            return false;
        }

        Keep(answer);
        PlanSnapshot(answer);
        return true;
    }

    /// <summary>Keeps what is computed of an answer as long as nobody needs the room.</summary>
    public void Keep(Answer answer)
    {
        if (_options.KeepsPrefixes)
        {
            _prefixes.Add(answer.TokenMemory, answer.PromptLength, answer.Kv!);
        }
    }

    /// <summary>Takes an answer's sequence away.</summary>
    public static void Release(Answer answer)
    {
        answer.Kv?.Dispose();
        answer.Kv = null;
    }

    public void Dispose()
    {
        _prefixes.Dispose();
        Cache.Dispose();
    }

    // The end of the prompt, the end of what it shares with other ones, and, where windows forbid to continue anywhere else, places at equal distances.
    private void PlanSnapshot(Answer answer)
    {
        int length = answer.Kv!.Length;
        int next = answer.PromptLength > length ? answer.PromptLength : int.MaxValue;
        next = Math.Min(next, answer.NextStop(length));
        if (Cache.Layout.Window > 0)
        {
            int multiple = (length / _options.SnapshotInterval + 1) * _options.SnapshotInterval;
            next = multiple < answer.PromptLength ? Math.Min(next, multiple) : next;
        }

        answer.NextSnapshot = _options.KeepsPrefixes ? next : int.MaxValue;
    }

    // With room for each to grow by a page. Prompts share the tokens of a step, so that only one step's pages of the layers with windows are passed at a time.
    private bool Fits(Answer answer, List<Answer> running)
    {
        if (running.Count == 0)
        {
            return true;
        }

        long needed = Cache.LiveBytes + MissingBytes(answer) + KvCache.PagesFor(_maxStep) * Cache.Layout.LocalPageBytes;
        foreach (Answer other in running)
        {
            needed += MissingBytes(other);
        }

        return needed <= Cache.ByteBudget;
    }

    private static long MissingBytes(Answer answer) =>
        answer.Kv!.MissingBytes(answer.Tokens.Length + KvLayout.PageLength, KvLayout.PageLength) * answer.Places;

    private int FindLongest(int contextLength)
    {
        int low = 0;
        int high = contextLength;
        while (low < high)
        {
            int middle = low + (high - low + 1) / 2;
            bool fits = Cache.BytesFor(middle, _maxStep) <= Cache.ByteBudget;
            (low, high) = fits ? (middle, high) : (low, middle - 1);
        }

        return low > 0 ? low : throw new ArgumentException(
            $"{Cache.ByteBudget} bytes are too few for keys and values; one page of positions takes {Cache.BytesFor(1, _maxStep)}.");
    }
}
