using Castor.Protocol;

namespace Castor.Engines;

/// <summary>Folds the chunks of a stream into the unary answer that they are the parts of.</summary>
public sealed class ResponseFold
{
    private SortedDictionary<int, CandidateFold>? _candidates;
    private GenerateContentResponse? _first;
    private GenerateContentResponse? _folded;

    /// <summary>Folds a whole stream.</summary>
    /// <exception cref="ApiException">The stream failed, at its start or on the way.</exception>
    public static async ValueTask<GenerateContentResponse> FoldAsync(
        IAsyncEnumerable<GenerateContentResponse> chunks, CancellationToken cancellationToken = default)
    {
        var fold = new ResponseFold();
        await foreach (GenerateContentResponse chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            fold.Add(chunk);
        }

        return fold.ToResponse();
    }

    /// <summary>Adds the next chunk.</summary>
    public void Add(GenerateContentResponse chunk)
    {
        if (_first is null)
        {
            _first = chunk;
            return;
        }

        if (_folded is null)
        {
            _folded = _first;
            AddCandidates(_first);
        }

        _folded = chunk with
        {
            PromptFeedback = _folded.PromptFeedback ?? chunk.PromptFeedback,
            UsageMetadata = chunk.UsageMetadata ?? _folded.UsageMetadata,
            ModelVersion = chunk.ModelVersion ?? _folded.ModelVersion,
            ResponseId = chunk.ResponseId ?? _folded.ResponseId,
            ModelStatus = chunk.ModelStatus ?? _folded.ModelStatus,
            CreateTime = _folded.CreateTime ?? chunk.CreateTime,
            TurnToken = chunk.TurnToken ?? _folded.TurnToken,
            RawJson = null,
        };
        AddCandidates(chunk);
    }

    /// <summary>The answer so far. A single chunk is returned as it came, its raw JSON included.</summary>
    public GenerateContentResponse ToResponse()
    {
        if (_folded is null)
        {
            return _first ?? new GenerateContentResponse();
        }

        return _folded with { Candidates = _candidates is null ? null : [.. _candidates.Values.Select(c => c.ToCandidate())] };
    }

    private void AddCandidates(GenerateContentResponse chunk)
    {
        if (chunk.Candidates is not { } candidates)
        {
            return;
        }

        foreach (Candidate candidate in candidates)
        {
            _candidates ??= [];
            int index = candidate.Index ?? 0;
            if (!_candidates.TryGetValue(index, out CandidateFold? fold))
            {
                _candidates.Add(index, fold = new CandidateFold());
            }

            fold.Add(candidate);
        }
    }
}
