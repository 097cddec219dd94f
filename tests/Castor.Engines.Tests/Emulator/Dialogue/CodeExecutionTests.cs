using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Dialogue;

public sealed class CodeExecutionTests
{
    [Theory]
    [InlineData("What is 123 * 456?", "56088")]
    [InlineData("Compute (1 + 2) * 3 - 4.", "5")]
    [InlineData("Calculate 7 / 2", "3.5")]
    [InlineData("What is 10 / 2", "5.0")]
    [InlineData("Please calculate 2^100", "1267650600228229401496703205376")]
    [InlineData("what's -2 ** 2?", "-4")]
    [InlineData("2 ** 3 ** 2", "512")]
    [InlineData("5 plus 7 times 2", "19")]
    [InlineData("Calculate 1,000,000 + 1", "1000001")]
    [InlineData("Calculate 0.1 + 0.2", "0.30000000000000004")]
    [InlineData("-7 % 3", "2")]
    [InlineData("What is the sum of the first 50 prime numbers? Generate and run code for the calculation.", "5117")]
    [InlineData("Compute the factorial of 20", "2432902008176640000")]
    [InlineData("Run code for the 50th Fibonacci number", "12586269025")]
    [InlineData("Run some code for me", "5 words")]
    public async Task Answer_WithTool_RunsCodeTruly(string prompt, string output)
    {
        GenerateContentResponse answer = await Asking.Answer(WithTool(prompt));

        IReadOnlyList<Part> parts = answer.Candidates![0].Content!.Parts!;
        Assert.Equal(CodeLanguage.Python, parts[0].ExecutableCode!.Language);
        Assert.Equal(CodeExecutionOutcome.Ok, parts[1].CodeExecutionResult!.Outcome);
        Assert.Equal(output + "\n", parts[1].CodeExecutionResult!.Output);
        Assert.Contains(output, parts[2].Text);
        Assert.True(answer.UsageMetadata!.ToolUsePromptTokenCount > 0);
    }

    [Fact]
    public async Task Answer_WithToolButNothingToCompute_IsText() =>
        Assert.NotNull(Assert.Single((await Asking.Answer(WithTool("Why is the sky blue?"))).Candidates![0].Content!.Parts!).Text);

    [Theory]
    [InlineData("1 / 0 and run")]
    [InlineData("9 ** 99999999 run")]
    [InlineData("run ((((((((((")]
    public async Task Answer_ToImpossibleSum_StillRunsSomething(string prompt) =>
        Assert.EndsWith(" words\n", (await Asking.Answer(WithTool(prompt))).Candidates![0].Content!.Parts![1].CodeExecutionResult!.Output);

    [Fact]
    public async Task Stream_WithTool_FoldsToUnaryAndTellsToolUseAfterTheResult()
    {
        GenerateContentRequest request = WithTool("What is 6 * 7?");

        List<GenerateContentResponse> chunks = await Asking.Stream(request);

        Assert.Equal(Asking.Json(await Asking.Answer(request)), Asking.Json(Asking.Fold(chunks)));
        Assert.Null(chunks[0].UsageMetadata!.ToolUsePromptTokenCount);
        Assert.NotNull(chunks[^1].UsageMetadata!.ToolUsePromptTokenCount);
    }

    private static GenerateContentRequest WithTool(string prompt) => Asking.Request(prompt) with { Tools = [new Tool { CodeExecution = new EmptyMessage() }] };
}
