namespace Castor.Inference.Models.Experts;

/// <summary>
/// Which experts the rows of a step go through, and with what weight. A row has a slot for each of its experts, and the slots of an expert lie side by side, so that its
/// weights are read once for all of them.
/// </summary>
internal sealed unsafe class ExpertRouting
{
    private const int TileRows = 16;

    private readonly ExpertConfig _config;
    private readonly bool _keepsPromptsApart;
    private readonly int[] _experts;
    private readonly float[] _weights;
    private readonly int[] _slots;
    private readonly int[] _promptCounts;
    private readonly int[] _answerCounts;
    private readonly ExpertRows[] _active;
    private int _activeCount;

    /// <summary>Takes the room for steps of so many rows.</summary>
    /// <param name="config">The experts.</param>
    /// <param name="maxBatch">The most rows of a step.</param>
    /// <param name="keepsPromptsApart">Whether rows of prompts lie in tiles, apart from those of answers.</param>
    public ExpertRouting(ExpertConfig config, int maxBatch, bool keepsPromptsApart)
    {
        _config = config;
        _keepsPromptsApart = keepsPromptsApart;
        int slots = checked(maxBatch * config.UsedCount);
        _experts = new int[slots];
        _weights = new float[slots];
        _slots = new int[slots];
        _promptCounts = new int[config.Count];
        _answerCounts = new int[config.Count];
        _active = new ExpertRows[config.Count];
        SlotCapacity = keepsPromptsApart ? slots + Math.Min(config.Count, slots) * (TileRows - 1) : slots;
    }

    /// <summary>The most slots of a step, those that are left empty among them.</summary>
    public int SlotCapacity { get; }

    /// <summary>Slots of prompts, empty ones among them: the first ones.</summary>
    public int PromptSlotCount { get; private set; }

    /// <summary>The experts that have rows in this step.</summary>
    public ReadOnlySpan<ExpertRows> Active => _active.AsSpan(0, _activeCount);

    /// <summary>The slots of a row, that of its first expert first.</summary>
    public ReadOnlySpan<int> SlotsOf(int row) => _slots.AsSpan(row * _config.UsedCount, _config.UsedCount);

    /// <summary>What the experts of a row count, in the same order.</summary>
    public ReadOnlySpan<float> WeightsOf(int row) => _weights.AsSpan(row * _config.UsedCount, _config.UsedCount);

    /// <summary>
    /// Gives a row to the experts with the largest logits, of equal ones to the first. Their weights are a softmax over them alone, which is the one over all experts
    /// divided by their share of it, times the experts' own factors.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="logits">A logit for each expert.</param>
    /// <param name="logitScale">What logits are multiplied by first.</param>
    /// <param name="factors">A factor for each expert; null for ones.</param>
    public void Choose(int row, float* logits, float logitScale, float* factors)
    {
        int used = _config.UsedCount;
        Span<int> experts = _experts.AsSpan(row * used, used);
        Span<float> weights = _weights.AsSpan(row * used, used);
        SelectLargest(logits, experts);
        float sum = 0;
        for (int i = 0; i < used; i++)
        {
            weights[i] = MathF.Exp((logits[experts[i]] - logits[experts[0]]) * logitScale);
            sum += weights[i];
        }

        for (int i = 0; i < used; i++)
        {
            weights[i] = weights[i] / sum * (factors is null ? 1 : factors[experts[i]]);
        }
    }

    /// <summary>Gives all rows their slots.</summary>
    /// <param name="rowCount">The rows that have been given to experts.</param>
    /// <param name="promptCount">Those of them, from the first on, that are of prompts.</param>
    public void Group(int rowCount, int promptCount)
    {
        int used = _config.UsedCount;
        int firstAnswer = _keepsPromptsApart ? promptCount * used : 0;
        int end = rowCount * used;
        Count(_promptCounts, 0, firstAnswer);
        Count(_answerCounts, firstAnswer, end);
        _activeCount = 0;
        int prompt = 0;
        int answer = PromptSlotCount = TiledSlots();
        for (int e = 0; e < _config.Count; e++)
        {
            if (_promptCounts[e] + _answerCounts[e] > 0)
            {
                _active[_activeCount++] = new ExpertRows(e, prompt, _promptCounts[e], answer, _answerCounts[e]);
            }

            (int prompts, int answers) = (_promptCounts[e], _answerCounts[e]);
            (_promptCounts[e], _answerCounts[e]) = (prompt, answer);
            prompt += Tiled(prompts);
            answer += answers;
        }

        Assign(_promptCounts, 0, firstAnswer);
        Assign(_answerCounts, firstAnswer, end);
    }

    // A tile has rows of one expert alone.
    private static int Tiled(int rows) => (rows + TileRows - 1) & ~(TileRows - 1);

    // Numbers that are none stand behind all others or are taken as they come: each expert at most once in any case.
    private void SelectLargest(float* logits, Span<int> experts)
    {
        int count = 0;
        for (int e = 0; e < _config.Count; e++)
        {
            if (count == experts.Length && !(logits[e] > logits[experts[^1]]))
            {
                continue;
            }

            int place = count < experts.Length ? count++ : experts.Length - 1;
            for (; place > 0 && logits[e] > logits[experts[place - 1]]; place--)
            {
                experts[place] = experts[place - 1];
            }

            experts[place] = e;
        }
    }

    private void Count(int[] counts, int first, int end)
    {
        Array.Clear(counts);
        foreach (int expert in _experts.AsSpan(first, end - first))
        {
            counts[expert]++;
        }
    }

    private int TiledSlots()
    {
        int slots = 0;
        foreach (int count in _promptCounts)
        {
            slots += Tiled(count);
        }

        return slots;
    }

    private void Assign(int[] next, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            _slots[i] = next[_experts[i]]++;
        }
    }
}
