namespace Castor.Inference.Scheduling;

/// <summary>The answers that run and those that wait for a place, both from the oldest. For the model's own thread.</summary>
internal sealed class AnswerRoster
{
    private readonly List<Answer> _waiting = [];
    private readonly List<Answer> _running = [];
    private bool _hasLeavers;

    /// <summary>The answers that have a place.</summary>
    public List<Answer> Running => _running;

    /// <summary>Whether somebody who waits may begin: a place or room became free, or something that was waited for is computed.</summary>
    public bool MayAdmit { get; set; }

    /// <summary>Whether answers wait.</summary>
    public bool HasWaiting => _waiting.Count > 0;

    /// <summary>Places taken, those of the answers that are still to be forked among them.</summary>
    public int PlacesInUse
    {
        get
        {
            int places = 0;
            foreach (Answer answer in _running)
            {
                places += answer.Places;
            }

            return places;
        }
    }

    /// <summary>The oldest answer that waits for a place, and neither for its reader nor for what another answer computes for it.</summary>
    public Answer? NextWaiting()
    {
        foreach (Answer answer in _waiting)
        {
            if (!answer.FollowsLeader && !answer.Generation.Stream.IsPaused())
            {
                return answer;
            }
        }

        return null;
    }

    /// <summary>Has an answer wait for a place.</summary>
    public void Add(Answer answer) => Insert(_waiting, answer);

    /// <summary>Gives a place to an answer that waited.</summary>
    public void Start(Answer answer)
    {
        _waiting.Remove(answer);
        Insert(_running, answer);
    }

    /// <summary>The youngest answer with a sequence whose reader is behind.</summary>
    public Answer? FindStalled() => FindLast(0, static a => a.Generation.Stream.IsPaused());

    /// <summary>
    /// The answer that gives way for another one: the youngest whose reader is behind, or else the youngest that is younger than it.
    /// Neither is in the step's batch yet.
    /// </summary>
    public Answer? FindVictim(int index) =>
        FindLast(0, static a => a.Rows == 0 && a.Generation.Stream.IsPaused()) ?? FindLast(index + 1, static _ => true);

    /// <summary>Notes that an answer has ended, or that it has lost its sequence and waits again.</summary>
    public void NoteLeaver() => _hasLeavers = true;

    /// <summary>Ends the requests that were cancelled.</summary>
    public void EndCancelled()
    {
        EndCancelled(_running);
        EndCancelled(_waiting);
    }

    /// <summary>Ends all requests that run, and those that wait where that is said.</summary>
    public void EndAll(Exception failure, bool includesWaiting)
    {
        _running.ForEach(a => a.Generation.End(failure));
        if (includesWaiting)
        {
            _waiting.ForEach(a => a.Generation.End(failure));
        }

        _hasLeavers = true;
    }

    /// <summary>Takes those out that have ended, and puts those that have lost their sequence among the waiting ones.</summary>
    /// <returns>How many requests ended before they had a place.</returns>
    public int RemoveLeavers()
    {
        if (!_hasLeavers)
        {
            return 0;
        }

        _hasLeavers = false;
        MayAdmit = true;
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            Answer answer = _running[i];
            bool hasEnded = answer.HasEnded || answer.Generation.HasEnded;
            if (hasEnded || answer.Kv is null)
            {
                KvMemory.Release(answer);
                _running.RemoveAt(i);
                if (!hasEnded)
                {
                    Insert(_waiting, answer);
                }
            }
        }

        return RemoveEndedWaiting();
    }

    private int RemoveEndedWaiting()
    {
        int neverRan = 0;
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            Generation generation = _waiting[i].Generation;
            if (generation.HasEnded)
            {
                neverRan += generation.Stream.IsAdmitted ? 0 : 1;
                _waiting.RemoveAt(i);
            }
        }

        return neverRan;
    }

    private Answer? FindLast(int first, Func<Answer, bool> isMeant)
    {
        for (int i = _running.Count - 1; i >= first; i--)
        {
            if (_running[i].Kv is not null && isMeant(_running[i]))
            {
                return _running[i];
            }
        }

        return null;
    }

    private static void EndCancelled(List<Answer> answers)
    {
        foreach (Answer answer in answers)
        {
            if (answer.Generation.Stream.IsCancelled)
            {
                answer.Generation.End(new OperationCanceledException("The request was cancelled."));
            }
        }
    }

    private static void Insert(List<Answer> answers, Answer answer)
    {
        int place = answers.Count;
        while (place > 0 && answer.IsBefore(answers[place - 1]))
        {
            place--;
        }

        answers.Insert(place, answer);
    }
}
