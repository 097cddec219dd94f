using Castor.Inference.Tokenization;

namespace Castor.Inference.Constraints;

/// <summary>Cuts sorted texts into the levels of a tree.</summary>
/// <param name="count">How many texts there are.</param>
internal sealed class TrieLevels(int count)
{
    private readonly List<int> _firstChild = new(3 * count);
    private readonly List<byte> _labels = new(3 * count) { 0 };
    private readonly List<int> _tokens = new(3 * count) { -1 };

    public int[] FirstChild => [.. _firstChild];

    public byte[] Labels => [.. _labels];

    public int[] Tokens => [.. _tokens];

    /// <summary>Fills the lists.</summary>
    /// <param name="vocabulary">The texts.</param>
    /// <param name="order">The tokens in the order of their texts.</param>
    /// <param name="sameText">Takes for each token another one with the same text.</param>
    public void Build(Vocabulary vocabulary, int[] order, int[] sameText)
    {
        List<(int Start, int End)> level = [(0, order.Length)];
        for (int depth = 0; level.Count > 0; depth++)
        {
            List<(int Start, int End)> below = new(level.Count * 2);
            foreach ((int start, int end) in level)
            {
                _firstChild.Add(_labels.Count);
                for (int i = start; i < end;)
                {
                    i = AddChild(vocabulary, order, sameText, depth, i, end, below);
                }
            }

            level = below;
        }

        _firstChild.Add(_labels.Count);
    }

    // Of texts that go on with the same byte the shortest come first.
    private int AddChild(
        Vocabulary vocabulary, int[] order, int[] sameText, int depth, int start, int limit, List<(int Start, int End)> below)
    {
        byte label = vocabulary.BytesOf(order[start])[depth];
        int end = start;
        int longer = start;
        int token = -1;
        while (end < limit && vocabulary.BytesOf(order[end]) is var text && text[depth] == label)
        {
            if (text.Length == depth + 1)
            {
                sameText[order[end]] = token;
                token = order[end];
                longer = end + 1;
            }

            end++;
        }

        _labels.Add(label);
        _tokens.Add(token);
        below.Add((longer, end));
        return end;
    }
}
