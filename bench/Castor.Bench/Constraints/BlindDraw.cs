using System.Numerics;
using System.Text;
using Castor.Engines.Emulator;
using Castor.Inference.Constraints;
using Castor.Inference.Tokenization;

namespace Castor.Bench.Constraints;

/// <summary>A model that knows nothing: it draws any token that a grammar allows, each as likely as the others, and after a while the shortest way out.</summary>
/// <param name="trie">The vocabulary.</param>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="random">What it draws by.</param>
internal sealed class BlindDraw(TokenTrie trie, ITokenizer tokenizer, EmulatorRandom random)
{
    private const int Patience = 150;
    private const int MostTokens = 4_000;

    private readonly List<int> _tokens = [];

    /// <summary>An answer; null where it comes to no end. Nothing allowed is a fault, and thrown.</summary>
    public string? Of(Grammar grammar)
    {
        var constraint = new GrammarConstraint(grammar, trie, tokenizer);
        List<byte> text = [];
        for (int count = 0; !constraint.HasEnded; count++)
        {
            if (count >= MostTokens)
            {
                return null;
            }

            Collect(constraint.Allowed);
            if (_tokens.Count == 0)
            {
                throw new InvalidOperationException($"No token is allowed after {Encoding.UTF8.GetString([.. text])}");
            }

            int token = (count > Patience ? WayOut() : null) ?? _tokens[random.Next(_tokens.Count)];
            constraint.Accept(token);
            text.AddRange(tokenizer.Vocabulary.BytesOf(token));
        }

        return Encoding.UTF8.GetString([.. text]);
    }

    private void Collect(ReadOnlySpan<ulong> allowed)
    {
        _tokens.Clear();
        for (int word = 0; word < allowed.Length; word++)
        {
            for (ulong bits = allowed[word]; bits != 0; bits &= bits - 1)
            {
                _tokens.Add((64 * word) + BitOperations.TrailingZeroCount(bits));
            }
        }
    }

    // Where most may come it is within a string.
    private int? WayOut()
    {
        ReadOnlySpan<string> ways = _tokens.Count > 500 ? ["\""] : ["", "}", "]", "\"", "null", "0", "1"];
        foreach (string way in ways)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(way);
            int found = _tokens.FindIndex(t => way.Length == 0 ? tokenizer.Vocabulary.IsEndOfGeneration(t) : tokenizer.Vocabulary.BytesOf(t).SequenceEqual(bytes));
            if (found >= 0)
            {
                return _tokens[found];
            }
        }

        return null;
    }
}
