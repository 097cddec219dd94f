using Castor.Inference.Sampling;

namespace Castor.Inference.Scheduling;

/// <summary>A request on its way: what was asked, where its tokens go, and how many of its answers have not ended.</summary>
internal sealed class Generation
{
    private readonly TokenConstraint?[] _constraints;

    public Generation(GenerationRequest request, GenerationStream stream, long arrival)
    {
        Request = request;
        Stream = stream;
        Arrival = arrival;
        RemainingAnswers = request.CandidateCount;
        _constraints = new TokenConstraint?[request.CandidateCount];
        for (int i = 0; i < _constraints.Length; i++)
        {
            _constraints[i] = request.Constraint?.Invoke();
        }
    }

    public GenerationRequest Request { get; }

    public GenerationStream Stream { get; }

    /// <summary>Its number among all requests: the older one goes first.</summary>
    public long Arrival { get; }

    /// <summary>Answers that have not ended.</summary>
    public int RemainingAnswers { get; set; }

    /// <summary>Whether it has ended, well or badly.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether it has ended badly.</summary>
    public bool HasFailed { get; private set; }

    public TokenConstraint? ConstraintOf(int candidate) => _constraints[candidate];

    /// <summary>Ends the stream; an exception is what its reader gets.</summary>
    public void End(Exception? failure)
    {
        if (!HasEnded)
        {
            HasEnded = true;
            HasFailed = failure is not null;
            Stream.Complete(failure);
        }
    }
}
