using Castor.Inference.Constraints;
using Castor.Inference.Tests.Tokenization;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Tests.Constraints;

/// <summary>Grammars that have a bit of everything, over the vocabulary of the tokenizers' tests.</summary>
internal static class SampleGrammars
{
    public static ITokenizer Tokenizer => TokenizerFixture.Gemma4.Tokenizer;

    public static TokenTrie Trie { get; } = TokenTrie.Build(TokenizerFixture.Gemma4.Tokenizer.Vocabulary);

    public static TheoryData<string> Names => ["word", "words", "nested", "overlap", "marks", "pairs"];

    public static Grammar Of(string name)
    {
        var grammar = new GrammarBuilder();
        int start = name switch
        {
            "word" => grammar.Text(Word(2, 5), GrammarBuilder.End),
            "words" => Words(grammar),
            "nested" => Nested(grammar),
            "different words" => Different(grammar, Word(0, int.MaxValue)),
            "few different words" => Different(grammar, Few()),
            "different numbers" => Different(grammar, Numbers()),
            "pairs" => grammar.Text(Pairs(5), grammar.Text("!"u8, GrammarBuilder.End)),
            "overlap" => grammar.Choice(
                grammar.Text(Word(0, 3), grammar.Text("!"u8, GrammarBuilder.End)),
                grammar.Text("\"ab\"?"u8, GrammarBuilder.End),
                grammar.Text(Word(3, int.MaxValue), grammar.Text("?"u8, GrammarBuilder.End))),
            _ => Marks(grammar),
        };
        return grammar.Build(start, 8)!;
    }

    public static GrammarConstraint Constrain(Grammar grammar) => new(grammar, Trie, Tokenizer);

    /// <summary>Letters, spaces and two-byte characters between quotes, counted.</summary>
    public static TextTerminal Word(int min, int max)
    {
        var builder = new ByteDfaBuilder();
        int start = builder.AddState(false);
        int between = builder.AddState(false);
        int end = builder.AddState(true);
        int second = builder.AddState(false);
        builder.AddEdge(start, (byte)'"', (byte)'"', between);
        builder.AddEdge(between, (byte)'"', (byte)'"', end);
        builder.AddEdge(between, (byte)' ', (byte)' ', between);
        builder.AddEdge(between, (byte)'a', (byte)'z', between);
        builder.AddEdge(between, (byte)'A', (byte)'Z', between);
        builder.AddEdge(between, 0xC3, 0xC3, second);
        builder.AddEdge(second, 0x80, 0xBF, between);
        return new TextTerminal(builder.Build(start, between)!) { Min = min, Max = max };
    }

    // An even number of letters, or one more at the end: what is begun has to fit.
    private static TextTerminal Pairs(int max)
    {
        var builder = new ByteDfaBuilder();
        int start = builder.AddState(false);
        int even = builder.AddState(false);
        int odd = builder.AddState(false);
        int last = builder.AddState(false);
        int end = builder.AddState(true);
        builder.AddEdge(start, (byte)'"', (byte)'"', even);
        builder.AddEdge(even, (byte)'a', (byte)'y', odd);
        builder.AddEdge(even, (byte)'z', (byte)'z', last);
        builder.AddEdge(odd, (byte)'a', (byte)'z', even);
        builder.AddEdge(even, (byte)'"', (byte)'"', end);
        builder.AddEdge(last, (byte)'"', (byte)'"', end);
        return new TextTerminal(builder.Build(start, even, odd, last)!) { Max = max };
    }

    private static int Words(GrammarBuilder grammar)
    {
        int word = grammar.Text(Word(0, int.MaxValue), GrammarBuilder.End);
        int other = grammar.Text(", "u8, word);
        return grammar.Text("["u8, grammar.Repeat(word, other, 2, 4, grammar.Text("]"u8, GrammarBuilder.End)));
    }

    private static int Different(GrammarBuilder grammar, TextTerminal item)
    {
        int close = grammar.Text("]"u8, GrammarBuilder.End);
        return grammar.Text("["u8, grammar.RepeatUnique(grammar.Text(item, GrammarBuilder.End), new TextTerminal(ByteDfa.Literal(","u8)), 2, int.MaxValue, close)!.Value);
    }

    // "a", "b", "ab" and so on: seven in all.
    private static TextTerminal Few()
    {
        var builder = new ByteDfaBuilder();
        int start = builder.AddState(false);
        int between = builder.AddState(false);
        int end = builder.AddState(true);
        builder.AddEdge(start, (byte)'"', (byte)'"', between);
        builder.AddEdge(between, (byte)'"', (byte)'"', end);
        builder.AddEdge(between, (byte)'a', (byte)'b', between);
        return new TextTerminal(builder.Build(start, between)!) { Max = 2 };
    }

    // 1 to 3, with a digit after the point or two, of which the last is none or 0.
    private static TextTerminal Numbers()
    {
        var builder = new ByteDfaBuilder();
        int[] states = [builder.AddState(false), builder.AddState(true), builder.AddState(false), builder.AddState(true), builder.AddState(true)];
        builder.AddEdge(states[0], (byte)'1', (byte)'3', states[1]);
        builder.AddEdge(states[1], (byte)'.', (byte)'.', states[2]);
        builder.AddEdge(states[2], (byte)'0', (byte)'1', states[3]);
        builder.AddEdge(states[3], (byte)'0', (byte)'0', states[4]);
        return new TextTerminal(builder.Build(states[0])!);
    }

    private static int Nested(GrammarBuilder grammar)
    {
        int rule = grammar.Rule(nests: true);
        int value = grammar.Call(rule, GrammarBuilder.End);
        int list = grammar.Text("["u8, grammar.Repeat(value, grammar.Text(","u8, value), 0, int.MaxValue, grammar.Text("]"u8, GrammarBuilder.End)));
        grammar.Define(rule, grammar.Choice(list, grammar.Text("the end"u8, GrammarBuilder.End), grammar.Text(Word(1, 2), GrammarBuilder.End)));
        return grammar.Call(rule, GrammarBuilder.End);
    }

    private static int Marks(GrammarBuilder grammar)
    {
        int eos = Tokenizer.Vocabulary.Eos!.Value;
        int bos = Tokenizer.Vocabulary.Bos!.Value;
        TokenSet any = TokenSet.Of(Tokenizer.Vocabulary, t => Tokenizer.Vocabulary.KindOf(t) == TokenKind.Normal && t != eos);
        TokenSet mark = TokenSet.Of(Tokenizer.Vocabulary, t => t == bos);
        int loop = grammar.Choice();
        int after = grammar.Token(mark, grammar.Text("call:"u8, grammar.Text(Word(1, 3) with { EndsBeforeMark = true }, grammar.Token(mark, loop))));
        grammar.Fill(loop, grammar.Token(any, loop), after, GrammarBuilder.End);
        return loop;
    }
}
