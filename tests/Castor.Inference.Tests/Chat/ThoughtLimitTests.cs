using Castor.Inference.Chat;
using Castor.Inference.Sampling;
using Castor.Inference.Tests.Tokenization;
using Castor.Inference.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Chat;

public sealed class ThoughtLimitTests
{
    private static readonly Vocabulary s_vocabulary = TokenizerFixture.Gemma4.Tokenizer.Vocabulary;
    private static readonly ChatTemplate s_template = ChatTemplate.For(TokenizerFixture.Gemma4.Tokenizer);
    private static readonly ChatPrompt s_prompt = new() { Turns = [], Thinking = true };
    private static readonly int s_start = s_vocabulary.Find("<|channel>")!.Value;
    private static readonly int s_end = s_vocabulary.Find("<channel|>")!.Value;
    private static readonly int s_turnEnd = s_vocabulary.Find("<turn|>")!.Value;
    private static readonly int s_call = s_vocabulary.Find("<|tool_call>")!.Value;

    [Fact]
    public void Thought_WhateverIsDrawn_IsClosedWithinItsBudget() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 12).ToArbitrary(),
        Gen.ArrayOf(Gen.Choose(0, s_vocabulary.Count - 1)).ToArbitrary(),
        (budget, wishes) =>
        {
            TokenConstraint limit = Make(s_prompt, budget);
            int thoughts = 0;
            bool isThinking = false;

            // Thoughts are begun as often as they may be, and go on with what is wished for.
            foreach (int wish in wishes.Prepend(s_start).SelectMany(w => (int[])[w, s_start]))
            {
                int token = IsAllowed(limit, wish) ? wish : First(limit);
                limit.Accept(token);
                thoughts += isThinking || token == s_start ? 1 : 0;
                isThinking = token == s_start || (isThinking && token != s_end);
                Assert.True(thoughts <= budget);
            }

            Assert.True(!isThinking || thoughts < budget);
        }));

    [Fact]
    public void Thought_Begun_HasNoOtherMarkInIt()
    {
        TokenConstraint limit = Make(s_prompt, 100);
        limit.Accept(s_start);

        Assert.False(IsAllowed(limit, s_turnEnd));
        Assert.False(IsAllowed(limit, s_call));
        Assert.True(IsAllowed(limit, s_end));
        limit.Accept(s_end);
        Assert.True(IsAllowed(limit, s_turnEnd));
        Assert.True(IsAllowed(limit, s_call));
    }

    [Fact]
    public void Thought_NotAskedFor_CannotBegin()
    {
        Assert.False(IsAllowed(Make(s_prompt with { Thinking = false }, null), s_start));
        Assert.False(IsAllowed(Make(s_prompt, 0), s_start));
        Assert.False(IsAllowed(Make(s_prompt, 1), s_start));
        Assert.True(IsAllowed(Make(s_prompt, 2), s_start));
        Assert.True(IsAllowed(Make(s_prompt, null), s_start));
    }

    [Fact]
    public void Rest_BesideThoughts_HoldsAndNeverSeesThem()
    {
        OnlyToken rest = new(7);
        TokenConstraint limit = s_template.LimitThoughts(s_prompt, 10, () => rest)!();

        Assert.True(IsAllowed(limit, 7) && IsAllowed(limit, s_start) && !IsAllowed(limit, 8));
        foreach (int token in (int[])[s_start, 8, 9, s_end, 7])
        {
            Assert.True(IsAllowed(limit, token));
            limit.Accept(token);
        }

        // The form has begun: a thought would be in its midst.
        Assert.Equal([7], rest.Accepted);
        Assert.False(IsAllowed(limit, s_start));
        Assert.False(IsAllowed(limit, 8));
    }

    [Fact]
    public void Rest_OfATemplateWithoutThoughts_IsLeftAlone()
    {
        ChatTemplate gemma3 = ChatTemplate.For(TokenizerFixture.SentencePiece.Tokenizer);
        Func<TokenConstraint> rest = () => new OnlyToken(7);

        Assert.Same(rest, gemma3.LimitThoughts(s_prompt, 5, rest));
        Assert.Null(gemma3.LimitThoughts(s_prompt, 5, rest: null));
    }

    private static TokenConstraint Make(ChatPrompt prompt, int? budget) => s_template.LimitThoughts(prompt, budget, rest: null)!();

    private static bool IsAllowed(TokenConstraint constraint, int token)
    {
        ReadOnlySpan<ulong> allowed = constraint.Allowed;
        return allowed.IsEmpty || (token / 64 < allowed.Length && (allowed[token / 64] >> (token % 64) & 1) == 1);
    }

    private static int First(TokenConstraint constraint) => Enumerable.Range(0, s_vocabulary.Count).First(t => IsAllowed(constraint, t));

    private sealed class OnlyToken : TokenConstraint
    {
        private readonly ulong[] _mask = new ulong[1];

        public OnlyToken(int token) => _mask[0] = 1UL << token;

        public List<int> Accepted { get; } = [];

        public override ReadOnlySpan<ulong> Allowed => _mask;

        public override void Accept(int token) => Accepted.Add(token);
    }
}
