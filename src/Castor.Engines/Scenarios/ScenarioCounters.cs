using Castor.Engines.Scenarios.Answers;
using Castor.Engines.Scenarios.Faults;
using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios;

/// <summary>Counts the calls of one scenario and says what each of them gets. The only state that scenarios have.</summary>
internal sealed class ScenarioCounters(Scenario scenario, TimeProvider time)
{
    /// <summary>Beyond this many conversations or header values the oldest are forgotten.</summary>
    private const int MostKeys = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private long _calls;

    /// <summary>The calls that the scenario took.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Takes a call; null where the scenario has had all its calls and lets others answer.</summary>
    public ScenarioTurn? Take(CallFacts facts)
    {
        string key = scenario.Per.Of(facts);
        lock (_gate)
        {
            Tally tally = Find(key);
            if (scenario.Repeat == RepeatMode.Skip && tally.Answered >= scenario.SequenceLength)
            {
                return null;
            }

            _calls++;
            tally.Calls++;
            var turn = new ScenarioTurn(scenario, null, FaultPlan.None, tally.Calls);
            for (int i = 0; i < scenario.Faults.Count; i++)
            {
                Fault fault = scenario.Faults[i];
                TimeSpan retryAfter = TimeSpan.Zero;
                if (!fault.StrikesAt(tally.Seen[i]++, tally.Struck[i])
                    || (fault.Quota is not null && tally.Window(i, facts.Model.Id, fault.Quota, time).TryTake(out retryAfter)))
                {
                    continue;
                }

                tally.Struck[i]++;
                turn = turn with { Plan = turn.Plan.With(fault) };
                if (fault.Quota is not null && !FaultPlan.None.With(fault).Strikes)
                {
                    return turn with { OverQuota = (fault.Quota, retryAfter) };
                }

                if (fault.IsFailure)
                {
                    return turn;
                }
            }

            int step = NextStep(tally.Answered++);
            Answer? answer = step < 0 ? null : scenario.Answers[step];
            return turn with { Answer = answer, Step = step, Plan = turn.Plan.With(answer?.Fault) };
        }
    }

    /// <summary>Which answer is next; -1 where the sequence is at its end and wants no more.</summary>
    private int NextStep(long answered)
    {
        int length = scenario.SequenceLength;
        if (answered >= length)
        {
            if (scenario.Repeat == RepeatMode.Error)
            {
                return -1;
            }

            answered = scenario.Repeat == RepeatMode.Cycle ? answered % length : length - 1;
        }

        int step = 0;
        while (answered >= scenario.Answers[step].Times)
        {
            answered -= scenario.Answers[step++].Times;
        }

        return step;
    }

    private Tally Find(string key)
    {
        if (_tallies.TryGetValue(key, out Tally? tally))
        {
            return tally;
        }

        if (_tallies.Count >= MostKeys)
        {
            _tallies.Remove(_order.Dequeue());
        }

        _order.Enqueue(key);
        return _tallies[key] = new Tally(scenario.Faults.Count);
    }

    /// <summary>The counts of one conversation, header value, or of all calls.</summary>
    private sealed class Tally(int faults)
    {
        private readonly Dictionary<(int Fault, string Model), QuotaWindow> _windows = [];

        public long Calls { get; set; }

        public long Answered { get; set; }

        public long[] Seen { get; } = new long[faults];

        public long[] Struck { get; } = new long[faults];

        public QuotaWindow Window(int fault, string model, QuotaRule rule, TimeProvider time)
        {
            if (!_windows.TryGetValue((fault, model), out QuotaWindow? window))
            {
                window = new QuotaWindow(rule, time);
                _windows.Add((fault, model), window);
            }

            return window;
        }
    }
}
