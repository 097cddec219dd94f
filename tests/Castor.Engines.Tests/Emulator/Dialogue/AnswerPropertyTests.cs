using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Engines.Tests.Emulator.Dialogue;

public sealed class AnswerPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(8420, 1);

    private static readonly Gen<string> s_prompts = Gen.OneOf(
        Gen.Elements("Why is the sky blue?", "Hallo, wie geht es dir?", "空はなぜ青いのですか", "42", "Erzähl mir etwas über 🐈‍⬛ und 🐕", "Почему небо голубое?"),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get));

    private static readonly Gen<ModelEntry> s_models = Gen.Elements(TestModels.Flash20, TestModels.Flash25, TestModels.FlashLite25, TestModels.Pro3);

    private static readonly Gen<GenerationConfig> s_configs =
        from seed in Gen.Choose(0, 5)
        from limit in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(1, 300)))
        from count in Gen.Choose(1, 3)
        from stops in Gen.SubListOf("the ", "a", ".", "tor", "\n", "。", "e, ", "emulator standing")
        from stopping in Gen.Elements(true, false, false)
        from thoughts in Gen.Elements(true, false)
        from budget in Gen.Elements<int?>(null, -1, 0, 10, 600, 24000)
        from logprobs in Gen.Elements<int?>(null, 0, 3)
        select new GenerationConfig
        {
            Seed = seed,
            MaxOutputTokens = limit == 0 ? null : limit,
            CandidateCount = count,
            StopSequences = stopping ? [.. stops.Take(5)] : null,
            ThinkingConfig = new ThinkingConfig { IncludeThoughts = thoughts, ThinkingBudget = budget },
            ResponseLogprobs = logprobs is null ? null : true,
            Logprobs = logprobs,
        };

    private static readonly Gen<(GenerateContentRequest Request, ModelEntry Model)> s_calls =
        from prompt in s_prompts
        from config in s_configs
        from model in s_models
        select (Asking.Request(prompt, config), model);

    // Orders, numbers, signs and halves of surrogate pairs, strung together.
    private static readonly Gen<string> s_hostile =
        from words in Gen.Elements(
            "reply", "with", "exactly", ":", "say", "\"", "'", "“", " or ", ",", "repeat", "7", "99999999999", "times", "words", "in", "one", "list", "count",
            "from", "to", "run", "(", ")", "**", "^", "-", "/", "0", "%", ".", "\n", " ", "  ", "first", "primes", "fibonacci", "factorial of", "\uD83D", "\uDC08",
            "https://", "https://a.invalid", "http://[", "ok?", "空", "\0", "!", "? ").ListOf()
        select string.Concat(words);

    [Fact]
    public void Fold_OfAnyStream_IsUnaryAnswer() => ForAll(call =>
    {
        GenerateContentResponse unary = Asking.Answer(call.Request, call.Model).Result;
        GenerateContentResponse folded = Asking.Fold(Asking.Stream(call.Request, call.Model).Result);

        // Streams of the 2.0 family have no avgLogprobs, as recorded.
        GenerateContentResponse compared = unary with { Candidates = [.. unary.Candidates!.Zip(folded.Candidates!, (u, f) => f.AvgLogprobs is null ? u with { AvgLogprobs = null } : u)] };
        Assert.Equal(Asking.Json(compared), Asking.Json(folded));
    });

    [Fact]
    public void Answer_AskedTwice_HasSameBytes() => ForAll(call =>
    {
        Assert.Equal(Asking.Json(Asking.Answer(call.Request, call.Model).Result), Asking.Json(Asking.Answer(call.Request, call.Model).Result));
        Assert.Equal(
            Asking.Stream(call.Request, call.Model).Result.Select(Asking.Json),
            Asking.Stream(call.Request, call.Model).Result.Select(Asking.Json));
    });

    [Fact]
    public void StopSequences_OfAnyAnswer_NeverAppear() => ForAll(call =>
    {
        GenerateContentResponse answer = Asking.Answer(call.Request, call.Model).Result;
        for (int i = 0; i < answer.Candidates!.Count; i++)
        {
            foreach (string stop in call.Request.GenerationConfig!.StopSequences ?? [])
            {
                Assert.DoesNotContain(stop, Asking.TextOf(answer, i), StringComparison.Ordinal);
            }
        }
    });

    [Fact]
    public void Limit_OfAnyAnswer_IsKeptToTheToken() => ForAll(call =>
    {
        GenerateContentResponse answer = Asking.Answer(call.Request, call.Model).Result;
        int limit = call.Request.GenerationConfig!.MaxOutputTokens ?? int.MaxValue;
        int thoughts = answer.UsageMetadata!.ThoughtsTokenCount ?? 0;
        for (int i = 0; i < answer.Candidates!.Count; i++)
        {
            int tokens = thoughts + TextTokens.Count(Asking.TextOf(answer, i));
            Assert.True(tokens <= limit);
            if (answer.Candidates[i].FinishReason == FinishReason.MaxTokens)
            {
                Assert.Equal(limit, tokens);
            }
        }
    });

    [Fact]
    public void CutAnswer_IsPrefixOfUncutOne() => ForAll(call =>
    {
        GenerationConfig whole = call.Request.GenerationConfig! with { MaxOutputTokens = null, StopSequences = null };
        GenerateContentResponse cut = Asking.Answer(call.Request, call.Model).Result;
        GenerateContentResponse uncut = Asking.Answer(call.Request with { GenerationConfig = whole }, call.Model).Result;
        for (int i = 0; i < cut.Candidates!.Count; i++)
        {
            Assert.StartsWith(Asking.TextOf(cut, i), Asking.TextOf(uncut, i), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Usage_OfEveryChunk_AddsUpAndNeverShrinks() => ForAll(call =>
    {
        UsageMetadata? before = null;
        List<GenerateContentResponse> chunks = Asking.Stream(call.Request, call.Model).Result;
        foreach (GenerateContentResponse chunk in chunks)
        {
            UsageMetadata usage = chunk.UsageMetadata!;
            int sum = (usage.PromptTokenCount ?? 0) + (usage.CandidatesTokenCount ?? 0) + (usage.ThoughtsTokenCount ?? 0) + (usage.ToolUsePromptTokenCount ?? 0);
            Assert.Equal(sum, usage.TotalTokenCount ?? 0);
            Assert.Equal(usage.PromptTokenCount, usage.PromptTokensDetails?.Sum(d => d.TokenCount));
            Assert.DoesNotContain(0, (IEnumerable<int?>)[usage.PromptTokenCount, usage.CandidatesTokenCount, usage.ThoughtsTokenCount, usage.TotalTokenCount]);
            Assert.True(usage.CandidatesTokensDetails is null || usage.CandidatesTokensDetails.Sum(d => d.TokenCount) == usage.CandidatesTokenCount);
            Assert.True((usage.TotalTokenCount ?? 0) >= (before?.TotalTokenCount ?? 0));
            before = usage;
        }

        int text = chunks[0].Candidates!.Count == 0 ? 0 : Asking.Fold(chunks).Candidates!.Select((_, i) => TextTokens.Count(Asking.TextOf(Asking.Fold(chunks), i))).Sum();
        Assert.Equal(text, before!.CandidatesTokenCount ?? 0);
    });

    [Fact]
    public void Stream_OfAnyAnswer_EndsOnceAndCarriesItsNames() => ForAll(call =>
    {
        List<GenerateContentResponse> chunks = Asking.Stream(call.Request, call.Model).Result;
        foreach (GenerateContentResponse chunk in chunks)
        {
            bool isLast = ReferenceEquals(chunk, chunks[^1]);
            Assert.Equal(chunks[0].ResponseId, chunk.ResponseId);
            Assert.Equal(call.Model.Id, chunk.ModelVersion);
            Assert.All(chunk.Candidates!, c => Assert.Equal(isLast, c.FinishReason is not null));
        }

        Assert.Equal(call.Request.GenerationConfig!.CandidateCount, chunks[^1].Candidates!.Count);
        Assert.Matches("^[A-Za-z0-9_-]{22,24}$", chunks[0].ResponseId);
    });

    [Fact]
    public void AnyPrompt_UnderAnyTool_IsAnswered() => Prop.ForAll(s_hostile.ToArbitrary(), prompt =>
    {
        foreach (Tool? tool in new[] { null, new Tool { CodeExecution = new EmptyMessage() }, new Tool { GoogleSearch = new GoogleSearch(), UrlContext = new EmptyMessage() } })
        {
            GenerateContentRequest request = Asking.Request(prompt) with
            {
                SystemInstruction = new Content { Parts = [new Part { Text = prompt }] },
                Tools = tool is null ? null : [tool],
            };

            Assert.Equal(Asking.Json(Asking.Answer(request).Result), Asking.Json(Asking.Fold(Asking.Stream(request).Result)));
        }
    }).Check(s_config);

    private static void ForAll(Action<(GenerateContentRequest Request, ModelEntry Model)> property) =>
        Prop.ForAll(s_calls.ToArbitrary(), property).Check(s_config);
}
