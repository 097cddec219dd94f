using Castor.Protocol;

namespace Castor.Server.Safety;

/// <summary>Holds an answer back until what it says is rated, and leaves out what is blocked.</summary>
/// <param name="candidateCount">How many candidates the answer will have.</param>
internal sealed class AnswerScreen(int candidateCount)
{
    /// <summary>How many chars of a stream are rated at a time: some three sentences.</summary>
    public const int Stride = 256;

    private readonly Dictionary<int, ScreenedCandidate> _candidates = [];
    private readonly List<GenerateContentResponse> _held = [];

    /// <summary>Whether the chunks held now want to be rated, or need no rating.</summary>
    public bool IsDue => Unrated.All(c => c.HasEnded) || Unrated.Any(c => c.HasEnded || c.Unrated >= Stride);

    /// <summary>The candidates that have said something that nobody has rated.</summary>
    public IEnumerable<ScreenedCandidate> Unrated => _candidates.Values.Where(c => c is { Unrated: > 0, IsBlocked: false });

    /// <summary>Whether nothing more can come.</summary>
    public bool IsBlocked => _candidates.Values.Count(c => c.IsBlocked) >= candidateCount;

    /// <summary>Takes a chunk. One that a scenario wrote as raw JSON is nothing that could be read.</summary>
    public void Add(GenerateContentResponse chunk)
    {
        _held.Add(chunk);
        foreach (Candidate piece in chunk.Candidates ?? [])
        {
            int index = piece.Index ?? 0;
            if (!_candidates.TryGetValue(index, out ScreenedCandidate? candidate))
            {
                _candidates.Add(index, candidate = new ScreenedCandidate());
            }

            if (!candidate.IsBlocked)
            {
                candidate.Add(piece);
            }
        }
    }

    /// <summary>The chunks held back, without what is blocked; the end of a candidate that is blocked comes last.</summary>
    public IEnumerable<GenerateContentResponse> Release()
    {
        List<Candidate> ended = [];
        GenerateContentResponse? last = null;
        foreach (GenerateContentResponse chunk in _held)
        {
            last = chunk;
            if (chunk.Candidates is not { } pieces)
            {
                yield return chunk;
                continue;
            }

            List<Candidate> kept = [];
            foreach (Candidate piece in pieces)
            {
                ScreenedCandidate candidate = _candidates[piece.Index ?? 0];
                if (!candidate.IsBlocked)
                {
                    kept.Add(piece.FinishReason is null ? piece : piece with { SafetyRatings = piece.SafetyRatings ?? candidate.Ratings });
                }
                else if (candidate.TryTellBlock())
                {
                    ended.Add(new Candidate { FinishReason = FinishReason.Safety, Index = piece.Index, SafetyRatings = candidate.Ratings });
                }
            }

            if (kept.Count > 0 || pieces.Count == 0)
            {
                yield return chunk with { Candidates = kept };
            }
        }

        _held.Clear();
        if (ended.Count > 0)
        {
            yield return last! with { Candidates = ended };
        }
    }
}
