using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>What the automata of one schema's strings may cost together, so that many of them end in a clear refusal and not in a busy server.</summary>
internal sealed class TextBudget
{
    private const int MostEdges = 400_000;

    private int _edges;

    /// <summary>Counts edges of an automaton that is being made.</summary>
    /// <exception cref="Castor.Protocol.ApiException">There are too many.</exception>
    public void Edges(int count)
    {
        if ((_edges += count) > MostEdges)
        {
            throw GenerationBudget.TooMuch();
        }
    }
}
