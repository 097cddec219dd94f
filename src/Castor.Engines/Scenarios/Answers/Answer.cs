using Castor.Engines.Scenarios.Faults;
using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>One answer of a scenario.</summary>
internal abstract record Answer
{
    /// <summary>What goes wrong whenever this answer is given.</summary>
    public Fault? Fault { get; init; }

    /// <summary>How many calls get this answer before a sequence moves on.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The methods that this answer can be given to.</summary>
    public abstract CallMethods Fits { get; }

    /// <summary>The methods that a scenario is for which names none.</summary>
    public virtual CallMethods UsualMethods => Fits;
}
