using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local.Constraints;

/// <summary>Constrained answers that meet the end of the context, a form that nothing fits, and clients that hang up.</summary>
public sealed class ConstrainedFaultTests(SparkFixture spark) : IClassFixture<SparkFixture>
{
    private const int Context = 512;

    private const string Form =
        """ "responseMimeType":"application/json","responseJsonSchema":{"type":"array","items":{"type":"string","minLength":3,"maxLength":6},"minItems":30,"maxItems":30}""";

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Generate_APromptThatLeavesFewTokens_IsCutThere(int left)
    {
        string text = await FillAsync(Context - left);

        GenerateContentResponse answer = await spark.AnswerAsync(Ask(text));

        Assert.Equal(Context - left, answer.UsageMetadata!.PromptTokenCount);
        Assert.Equal(FinishReason.MaxTokens, answer.Candidates![0].FinishReason);
        // The last token is told and never read, so that it takes no room.
        Assert.Equal(left + 1, answer.UsageMetadata.CandidatesTokenCount);
        Assert.StartsWith("[", answer.Candidates[0].Content!.Parts![0].Text!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    public async Task Generate_APromptOverTheContext_IsRefusedWithBothNumbers(int over)
    {
        string text = await FillAsync(Context + over);

        ApiException refusal = await Assert.ThrowsAsync<ApiException>(() => spark.AnswerAsync(Ask(text)));

        Assert.Equal(ApiStatus.InvalidArgument, refusal.Status);
        Assert.Equal($"The input token count ({Context + over}) exceeds the maximum number of tokens allowed ({Context}).", refusal.Message);
    }

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"string","pattern":"^[^\\s\\S]$"},"minItems":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"^b+$","enum":["a"]}},"required":["a"]}""")]
    [InlineData("""{"type":"array","items":{"type":"integer","minimum":3,"exclusiveMaximum":3},"minItems":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","minLength":5,"maxLength":4}},"required":["a"]}""")]
    public async Task Generate_AFormThatNoTokenFits_IsRefusedWithItsPath(string schema)
    {
        ApiException refusal = await Assert.ThrowsAsync<ApiException>(
            () => spark.AnswerAsync(Ask("Hello", $""" "responseMimeType":"application/json","responseJsonSchema":{schema}""")));

        Assert.Equal(ApiStatus.InvalidArgument, refusal.Status);
        Assert.Contains("(at ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Generate_ClientsThatHangUp_LeaveTheirPlacesToOthers(bool byToken)
    {
        GenerateContentResponse before = await spark.AnswerAsync(Ask("Three words"));

        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (_, _) => await HangUpAsync(byToken));
        GenerateContentResponse after = await spark.AnswerAsync(Ask("Three words"));

        Assert.Equal(TextOf(before), TextOf(after));
        Assert.Equal(30, JsonElement.Parse(TextOf(after)).GetArrayLength());
    }

    private async Task HangUpAsync(bool byToken)
    {
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        try
        {
            await foreach (GenerateContentResponse chunk in spark.Engine.GenerateAsync(spark.Call(Ask("Three words"), streamed: true), hangUp.Token))
            {
                Assert.Null(chunk.Candidates![0].FinishReason);
                if (!byToken)
                {
                    break;
                }

                await hangUp.CancelAsync();
            }

            Assert.False(byToken, "A stream whose client is gone goes on.");
        }
        catch (OperationCanceledException) when (byToken)
        {
            // As it has to be.
        }
    }

    /// <summary>A text whose prompt has that many tokens.</summary>
    private async Task<string> FillAsync(int tokens)
    {
        string text = "a";
        for (int count = await CountAsync(text); count != tokens; count = await CountAsync(text))
        {
            Assert.True(count < tokens, "A word is one token or more.");
            text += string.Concat(Enumerable.Repeat(" a", Math.Max(1, (tokens - count) / 2)));
        }

        return text;
    }

    private async Task<int> CountAsync(string text) =>
        (await spark.Engine.CountTokensAsync(spark.Call(Ask(text)), TestContext.Current.CancellationToken)).TotalTokens!.Value;

    private static string Ask(string text, string form = Form) =>
        $$"""{"contents":[{"role":"user","parts":[{"text":"{{text}}"}]}],"generationConfig":{"temperature":0,{{form}} } }""";

    private static string TextOf(GenerateContentResponse answer) => string.Concat(answer.Candidates![0].Content!.Parts!.Select(p => p.Text));
}
