using Castor.Protocol;

namespace Castor.Engines;

/// <summary>Folds the pieces of one candidate.</summary>
internal sealed class CandidateFold
{
    private readonly List<Part> _parts = [];
    private readonly List<string> _texts = [];
    private Candidate? _candidate;
    private string? _role;
    private bool _hasContent;
    private List<LogprobsCandidate>? _chosen;
    private List<TopCandidates>? _top;
    private double _logprobSum;
    private List<CitationSource>? _citationSources;
    private List<CitationSource>? _citations;

    public void Add(Candidate piece)
    {
        _candidate = _candidate is null ? piece : piece with
        {
            FinishReason = piece.FinishReason ?? _candidate.FinishReason,
            FinishMessage = piece.FinishMessage ?? _candidate.FinishMessage,
            SafetyRatings = piece.SafetyRatings ?? _candidate.SafetyRatings,
            TokenCount = piece.TokenCount ?? _candidate.TokenCount,
            GroundingAttributions = piece.GroundingAttributions ?? _candidate.GroundingAttributions,
            GroundingMetadata = piece.GroundingMetadata ?? _candidate.GroundingMetadata,
            AvgLogprobs = piece.AvgLogprobs ?? _candidate.AvgLogprobs,
            UrlContextMetadata = piece.UrlContextMetadata ?? _candidate.UrlContextMetadata,
            Index = piece.Index ?? _candidate.Index,
            ContinuationToken = piece.ContinuationToken ?? _candidate.ContinuationToken,
        };
        AddLogprobs(piece.LogprobsResult);
        AddCitations(piece.CitationMetadata);
        _role ??= piece.Content?.Role;
        _hasContent |= piece.Content is not null;
        foreach (Part part in piece.Content?.Parts ?? [])
        {
            Add(part);
        }
    }

    public Candidate ToCandidate()
    {
        Flush();
        return _candidate! with
        {
            Content = _hasContent ? new Content { Parts = _parts.Count == 0 ? null : _parts, Role = _role } : null,
            LogprobsResult = _chosen is null && _top is null
                ? null
                : new LogprobsResult { ChosenCandidates = _chosen, TopCandidates = _top, LogProbabilitySum = LogprobSum() },
            CitationMetadata = _citationSources is null && _citations is null
                ? null
                : new CitationMetadata { CitationSources = _citationSources, Citations = _citations },
        };
    }

    private void Add(Part part)
    {
        if (_parts.Count > 0 && IsPlainText(part) && IsPlainText(_parts[^1]) && part.Thought == _parts[^1].Thought)
        {
            // A signature ends a part; what follows it is a part of its own.
            if (_parts[^1].ThoughtSignature is null)
            {
                if (_texts.Count == 0)
                {
                    _texts.Add(_parts[^1].Text!);
                }

                _texts.Add(part.Text!);
                _parts[^1] = part.ThoughtSignature is null ? _parts[^1] : _parts[^1] with { ThoughtSignature = part.ThoughtSignature };
                return;
            }
        }

        Flush();
        _parts.Add(part);
    }

    private void Flush()
    {
        if (_texts.Count > 0)
        {
            _parts[^1] = _parts[^1] with { Text = string.Concat(_texts) };
        }

        _texts.Clear();
    }

    private static bool IsPlainText(Part part) =>
        part is { Text: not null, VideoMetadata: null, MediaResolution: null, PartMetadata: null, UnknownFields: null };

    private void AddLogprobs(LogprobsResult? result)
    {
        if (result is null)
        {
            return;
        }

        _logprobSum += result.LogProbabilitySum ?? 0;
        if (result.ChosenCandidates is { } chosen)
        {
            (_chosen ??= []).AddRange(chosen);
        }

        if (result.TopCandidates is { } top)
        {
            (_top ??= []).AddRange(top);
        }
    }

    /// <summary>Sums in the order of the tokens where they are known: sums of sums round otherwise.</summary>
    private double LogprobSum()
    {
        if (_chosen is null)
        {
            return _logprobSum;
        }

        double sum = 0;
        foreach (LogprobsCandidate candidate in _chosen)
        {
            sum += candidate.LogProbability ?? 0;
        }

        return sum;
    }

    private void AddCitations(CitationMetadata? citations)
    {
        if (citations?.CitationSources is { } sources)
        {
            (_citationSources ??= []).AddRange(sources);
        }

        if (citations?.Citations is { } others)
        {
            (_citations ??= []).AddRange(others);
        }
    }
}
