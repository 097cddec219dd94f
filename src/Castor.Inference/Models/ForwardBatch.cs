using System.Runtime.InteropServices;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Models;

/// <summary>What one step of a model computes: some tokens of some sequences. Reused from step to step; allocates nothing once it has grown.</summary>
/// <param name="capacity">The most tokens of a step.</param>
public sealed class ForwardBatch(int capacity)
{
    private readonly List<ForwardSpan> _spans = [];
    private readonly List<int> _logitRows = [];
    private readonly int[] _tokens = new int[capacity];
    private readonly int[] _positions = new int[capacity];

    /// <summary>The most tokens of a step.</summary>
    public int Capacity => capacity;

    /// <summary>The tokens of this step.</summary>
    public int RowCount { get; private set; }

    /// <summary>Those of them, from the first on, that are of prompts.</summary>
    public int PromptCount { get; private set; }

    /// <summary>Rows of logits that the step gives, in the order in which they were asked for.</summary>
    public int LogitCount => _logitRows.Count;

    internal ReadOnlySpan<ForwardSpan> Spans => CollectionsMarshal.AsSpan(_spans);

    internal ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, RowCount);

    internal ReadOnlySpan<int> Positions => _positions.AsSpan(0, RowCount);

    internal ReadOnlySpan<int> LogitRows => CollectionsMarshal.AsSpan(_logitRows);

    /// <summary>Empties the batch.</summary>
    public void Clear()
    {
        _spans.Clear();
        _logitRows.Clear();
        RowCount = 0;
        PromptCount = 0;
    }

    /// <summary>Adds the next tokens of a sequence; each sequence at most once a step.</summary>
    /// <param name="sequence">Room for the tokens has been reserved in it.</param>
    /// <param name="tokens">The tokens after those it holds.</param>
    /// <param name="logits">For which of them logits are wanted.</param>
    /// <param name="origin">Where they come from; prompts are added before answers.</param>
    /// <exception cref="ArgumentException">The batch is full, or a prompt comes after an answer.</exception>
    public void Add(KvSequence sequence, ReadOnlySpan<int> tokens, LogitsWanted logits, TokenOrigin origin = TokenOrigin.Prompt)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        if (RowCount + tokens.Length > capacity)
        {
            throw new ArgumentException($"A batch holds {capacity} tokens.", nameof(tokens));
        }

        if (origin == TokenOrigin.Prompt)
        {
            if (PromptCount < RowCount)
            {
                throw new ArgumentException("Prompts are added before answers.", nameof(origin));
            }

            PromptCount += tokens.Length;
        }

        _spans.Add(new ForwardSpan(sequence, RowCount, tokens.Length, sequence.Length));
        for (int i = 0; i < tokens.Length; i++)
        {
            if (logits == LogitsWanted.All || (logits == LogitsWanted.Last && i == tokens.Length - 1))
            {
                _logitRows.Add(RowCount + i);
            }

            _tokens[RowCount + i] = tokens[i];
            _positions[RowCount + i] = sequence.Length + i;
        }

        RowCount += tokens.Length;
    }
}
