using System.Numerics;
using System.Text;
using Castor.Inference.Constraints;

namespace Castor.Inference.Tests.Constraints;

public sealed class GrammarConstraintTests
{
    [Theory]
    [MemberData(nameof(SampleGrammars.Names), MemberType = typeof(SampleGrammars))]
    public void Allowed_AtEachStepOfRandomAnswers_IsWhatCanBeAccepted(string name)
    {
        Grammar grammar = SampleGrammars.Of(name);
        SeededNumbers numbers = new(7);
        for (int answer = 0; answer < 12; answer++)
        {
            List<int> tokens = [];
            GrammarConstraint constraint = SampleGrammars.Constrain(grammar);
            while (!constraint.HasEnded && tokens.Count < 14)
            {
                List<int> allowed = Members(constraint.Allowed);
                Assert.Equal(Acceptable(grammar, tokens), allowed);
                Assert.NotEmpty(allowed);
                tokens.Add(allowed[numbers.Below(allowed.Count)]);
                constraint.Accept(tokens[^1]);
            }
        }
    }

    [Theory]
    [InlineData("different words", "[\"the\",\"the end\",\"th\",\"the ends\"]")]
    [InlineData("few different words", "[\"ab\",\"a\",\"b\",\"\",\"aa\",\"bb\",\"ba\"]")]
    [InlineData("different numbers", "[1,1.1,2.0,3.10,3,2.1]")]
    public void Allowed_OfItemsThatMustDiffer_LacksOnlyWhatReachesIntoTheNext(string name, string text)
    {
        Grammar grammar = SampleGrammars.Of(name);
        List<int> tokens = [];
        SampleGrammars.Tokenizer.Encode(text, tokens);
        for (int length = 0; length <= tokens.Count; length++)
        {
            List<int> before = [.. tokens.Take(length)];
            GrammarConstraint constraint = SampleGrammars.Constrain(grammar);
            before.ForEach(constraint.Accept);
            List<int> allowed = Members(constraint.Allowed);
            List<int> acceptable = Acceptable(grammar, before);

            Assert.NotEmpty(allowed);
            Assert.Subset(acceptable.ToHashSet(), allowed.ToHashSet());
            Assert.All(acceptable.Except(allowed), t => Assert.Matches("^[^,]*,.", Encoding.UTF8.GetString(SampleGrammars.Tokenizer.Vocabulary.BytesOf(t))));
            Assert.True(length == tokens.Count || acceptable.Contains(tokens[length]), $"{length}");
        }
    }

    [Theory]
    [InlineData("different words", "[\"the\",\"end\",\"the\"]", false)]
    [InlineData("different words", "[\"the\",\"the end\",\"th\"]", true)]
    [InlineData("few different words", "[\"ab\",\"a\",\"b\",\"\",\"aa\",\"bb\",\"ba\"]", true)]
    [InlineData("few different words", "[\"ab\",\"a\",\"b\",\"\",\"aa\",\"bb\",\"ba\",\"", false)]
    [InlineData("different numbers", "[1,1.1,3.0]", true)]
    [InlineData("different numbers", "[1,1.0]", false)]
    [InlineData("different numbers", "[1.00,1]", false)]
    [InlineData("different numbers", "[3,2.1,2.10]", false)]
    [InlineData("word", "\"ab\"", true)]
    [InlineData("word", "\"éé\"", true)]
    [InlineData("word", "\"a\"", false)]
    [InlineData("word", "\"abcdef\"", false)]
    [InlineData("words", "[\"a\", \"the end\"]", true)]
    [InlineData("words", "[\"a\"]", false)]
    [InlineData("words", "[\"a\", \"b\", \"c\", \"d\", \"e\"]", false)]
    [InlineData("nested", "[[],[the end,[\"ab\"]]]", true)]
    [InlineData("nested", "[[[[[[[[]]]]]]]]", true)]
    [InlineData("nested", "[[[[[[[[[]]]]]]]]]", false)]
    [InlineData("overlap", "\"ab\"!", true)]
    [InlineData("overlap", "\"ab\"?", true)]
    [InlineData("overlap", "\"ac\"?", false)]
    [InlineData("overlap", "\"acd\"?", true)]
    public void Accept_TextInTheTokenizersOwnTokens_EndsWhereTheGrammarDoes(string name, string text, bool isAnswer)
    {
        Assert.Equal(isAnswer, CanWrite(SampleGrammars.Of(name), text));
    }

    [Fact]
    public void Forced_KnownText_IsSpeltAsTheTokenizerDoes()
    {
        var builder = new GrammarBuilder();
        const string text = "the quick brown fox";
        Grammar grammar = builder.Build(
            builder.Text("x"u8, builder.Text(Encoding.UTF8.GetBytes(text), builder.Text(SampleGrammars.Word(0, 3), GrammarBuilder.End))), 1)!;
        GrammarConstraint constraint = SampleGrammars.Constrain(grammar);
        constraint.Accept(SampleGrammars.Tokenizer.Vocabulary.Find("x")!.Value);
        List<int> expected = [];
        SampleGrammars.Tokenizer.Encode(text + '"', expected);

        int[] forced = constraint.Forced().ToArray();

        Assert.NotEmpty(forced);
        Assert.Equal(expected.Take(forced.Length), forced);
    }

    [Fact]
    public void Step_AlongAnAnswerThatWasWrittenBefore_AllocatesNothing()
    {
        Grammar grammar = SampleGrammars.Of("nested");
        List<int> tokens = [];
        SampleGrammars.Tokenizer.Encode("[" + string.Join(",", Enumerable.Repeat("[\"ab\",the end,[\"c\"]]", 40)) + "]", tokens);
        Follow(SampleGrammars.Constrain(grammar), tokens, 0);
        GrammarConstraint constraint = SampleGrammars.Constrain(grammar);
        Follow(constraint, tokens, 0, tokens.Count / 2);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Follow(constraint, tokens, tokens.Count / 2);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(constraint.CanEnd);
    }

    [Fact]
    public void Build_WhatNothingSatisfies_IsNull()
    {
        var builder = new GrammarBuilder();
        int rule = builder.Rule(nests: true);
        builder.Define(rule, builder.Text("["u8, builder.Call(rule, builder.Text("]"u8, GrammarBuilder.End))));

        Assert.Null(builder.Build(builder.Call(rule, GrammarBuilder.End), 100));
    }

    private static void Follow(GrammarConstraint constraint, List<int> tokens, int from, int to = int.MaxValue)
    {
        for (int i = from; i < Math.Min(tokens.Count, to); i++)
        {
            int token = tokens[i];
            if ((constraint.Allowed[token >> 6] >> (token & 63) & 1) == 0)
            {
                Assert.Fail("A token is not allowed.");
            }

            constraint.Accept(token);
            _ = constraint.Forced();
        }
    }

    private static bool CanWrite(Grammar grammar, string text)
    {
        GrammarConstraint constraint = SampleGrammars.Constrain(grammar);
        List<int> tokens = [];
        SampleGrammars.Tokenizer.Encode(text, tokens);
        foreach (int token in tokens)
        {
            if (!Members(constraint.Allowed).Contains(token))
            {
                return false;
            }

            constraint.Accept(token);
        }

        return constraint.CanEnd;
    }

    // Each token is tried: after one that may not come nothing may come.
    private static List<int> Acceptable(Grammar grammar, List<int> tokens)
    {
        List<int> acceptable = [];
        for (int token = 0; token < SampleGrammars.Tokenizer.Vocabulary.Count; token++)
        {
            GrammarConstraint constraint = SampleGrammars.Constrain(grammar);
            foreach (int earlier in tokens)
            {
                constraint.Accept(earlier);
            }

            constraint.Accept(token);
            if (constraint.HasEnded || constraint.HasPlaces)
            {
                acceptable.Add(token);
            }
        }

        return acceptable;
    }

    private static List<int> Members(ReadOnlySpan<ulong> allowed)
    {
        List<int> members = [];
        for (int word = 0; word < allowed.Length; word++)
        {
            for (ulong bits = allowed[word]; bits != 0; bits &= bits - 1)
            {
                members.Add((64 * word) + BitOperations.TrailingZeroCount(bits));
            }
        }

        return members;
    }
}
