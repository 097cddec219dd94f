using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Castor.Load.Local;

/// <summary>What became of the requests.</summary>
internal sealed class LoadTally
{
    private readonly ConcurrentDictionary<string, int> _answered = new();
    private readonly ConcurrentBag<double> _firstChunks = [];
    private readonly ConcurrentQueue<string> _mistakes = new();
    private int _busy;

    public bool IsClean => _mistakes.IsEmpty;

    public void Answered(string kind) => _answered.AddOrUpdate(kind, 1, (_, count) => count + 1);

    public void FirstChunk(TimeSpan after) => _firstChunks.Add(after.TotalMilliseconds);

    public void Busy() => Interlocked.Increment(ref _busy);

    public void Mistake(string kind, string what) => _mistakes.Enqueue($"{kind}: {what}");

    /// <summary>One line of JSON.</summary>
    public string ToJson()
    {
        double[] waits = [.. _firstChunks.Order()];
        double At(double share) => waits.Length == 0 ? 0 : waits[(int)((waits.Length - 1) * share)];
        StringBuilder json = new();
        json.Append(CultureInfo.InvariantCulture, $"{{\"answers\":{_answered.Values.Sum()},\"busy\":{_busy},\"invalid\":{_mistakes.Count}");
        json.Append(CultureInfo.InvariantCulture, $",\"firstChunkMs\":{{\"median\":{At(0.5):F0},\"p99\":{At(0.99):F0},\"worst\":{At(1):F0}}},\"byKind\":{{");
        json.AppendJoin(',', _answered.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"\"{a.Key}\":{a.Value}"));
        return json.Append("}}").ToString();
    }

    public IEnumerable<string> Mistakes(int most) => _mistakes.Take(most);
}
