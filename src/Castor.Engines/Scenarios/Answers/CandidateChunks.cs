using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Takes the chunks of one candidate in turn and knows beforehand which is the last: it carries the finish reason.</summary>
internal sealed class CandidateChunks
{
    private readonly IEnumerator<List<Part>> _chunks;
    private bool _isFirst = true;

    /// <param name="chunks">The parts, chunk by chunk; none at all still make one chunk, which has no content.</param>
    public CandidateChunks(IEnumerable<List<Part>> chunks)
    {
        _chunks = chunks.GetEnumerator();
        GoesOn = _chunks.MoveNext();
    }

    /// <summary>Whether there are chunks to come.</summary>
    public bool GoesOn { get; private set; }

    /// <summary>Takes the next chunk; false when all are taken.</summary>
    public bool Take(out List<Part>? parts, out bool isLast)
    {
        bool isThere = _isFirst || GoesOn;
        parts = GoesOn ? _chunks.Current : null;
        GoesOn = GoesOn && _chunks.MoveNext();
        isLast = !GoesOn;
        _isFirst = false;
        return isThere;
    }
}
