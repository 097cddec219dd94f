using System.Text;
using Castor.Inference.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Tokenization;

/// <summary>Random small vocabularies against the rules done the slow and obvious way.</summary>
public sealed class MergeReferenceTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 5).WithMaxTest(1500);

    private static readonly Gen<string> s_letters = Gen.Elements("a", "b", "c", " ", "\n", "é");

    private static readonly Gen<string> s_pieces = Gen.Choose(1, 5).SelectMany(length => s_letters.ListOf(length)).Select(string.Concat);

    private static readonly Gen<string> s_texts = s_letters.ListOf().Select(string.Concat);

    [Fact]
    public void Encode_ByScores_MergesTheHighestAndLeftmostFirst() => Check.One(s_config, Prop.ForAll(Cases(userDefined: false), one =>
    {
        (string[] pieces, int[] ranks, string text) = one;
        Vocabulary vocabulary = Create(pieces, TokenKind.Normal, [.. ranks.Select(rank => (float)-rank)]);
        List<int> tokens = [];
        new SentencePieceTokenizer(vocabulary).Encode(text, tokens);

        var symbols = text.Replace(' ', '\u2581').EnumerateRunes().Select(rune => rune.ToString()).ToList();
        while (true)
        {
            int best = -1;
            for (int i = 0; i + 1 < symbols.Count; i++)
            {
                if (Score(vocabulary, symbols, i) is float score && (best < 0 || score > Score(vocabulary, symbols, best)))
                {
                    best = i;
                }
            }

            if (best < 0)
            {
                return tokens.SequenceEqual(symbols.SelectMany(symbol => Tokens(vocabulary, symbol)));
            }

            symbols[best] += symbols[best + 1];
            symbols.RemoveAt(best + 1);
        }
    }));

    [Fact]
    public void Find_UserDefinedPieces_TakesTheLongestThenTheLeftmost() => Check.One(s_config, Prop.ForAll(Cases(userDefined: true), one =>
    {
        (string[] pieces, _, string text) = one;
        Vocabulary vocabulary = Create(pieces, TokenKind.UserDefined, new float[pieces.Length]);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        List<UserDefinedPieces.Match> matches = [];
        new UserDefinedPieces(vocabulary).Find(bytes, matches);

        bool[] taken = new bool[bytes.Length];
        List<UserDefinedPieces.Match> expected = [];
        for (int length = pieces.Max(Encoding.UTF8.GetByteCount); length > 0; length--)
        {
            for (int start = 0; start + length <= bytes.Length; start++)
            {
                int token = vocabulary.Find(bytes.AsSpan(start, length));
                if (token >= 0 && vocabulary.KindOf(token) == TokenKind.UserDefined && !taken.AsSpan(start, length).Contains(true))
                {
                    taken.AsSpan(start, length).Fill(true);
                    expected.Add(new UserDefinedPieces.Match(start, length, token));
                }
            }
        }

        return matches.SequenceEqual(expected.OrderBy(match => match.Start));
    }));

    private static Arbitrary<(string[] Pieces, int[] Ranks, string Text)> Cases(bool userDefined) =>
        (from pieces in s_pieces.Select(piece => userDefined ? piece : piece.Replace(' ', '\u2581')).NonEmptyListOf()
         from ranks in Gen.Choose(0, 6).ListOf(pieces.Count)
         from text in s_texts
         let distinct = pieces.Distinct().ToArray()
         select (distinct, ranks.Take(distinct.Length).ToArray(), text)).ToArbitrary();

    private static Vocabulary Create(string[] pieces, TokenKind kind, float[] scores)
    {
        string[] bytes = [.. Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>")];
        return new Vocabulary(new VocabularyFacts
        {
            Pieces = PieceList.Of([.. bytes, .. pieces]),
            Kinds = [.. bytes.Select(_ => (int)TokenKind.Byte), .. pieces.Select(_ => (int)kind)],
            Scores = [.. new float[256], .. scores],
        });
    }

    private static float? Score(Vocabulary vocabulary, List<string> symbols, int left) =>
        vocabulary.Find(symbols[left] + symbols[left + 1]) is int token ? vocabulary.Scores![token] : null;

    private static IEnumerable<int> Tokens(Vocabulary vocabulary, string symbol) =>
        vocabulary.Find(symbol) is int token ? [token] : Encoding.UTF8.GetBytes(symbol).Select(value => (int)value);
}
