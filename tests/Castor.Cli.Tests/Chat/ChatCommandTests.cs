using Castor.Cli.Tests.Models;

namespace Castor.Cli.Tests.Chat;

/// <summary><c>castor chat</c> through a pipe, on the model that comes with Castor.</summary>
public sealed class ChatCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Chat_OfAPipedMessage_PrintsTheAnswerAlone()
    {
        CommandResult first = await ChatAsync("Hello!\n", "--temperature", "0", "--max-tokens", "20");
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Matches("^\\S.*\n$", first.Output);
        Assert.Equal(first.Output, (await ChatAsync("Hello!", "castor-spark", "--temperature", "0", "--max-tokens", "20", "--threads", "1")).Output);
    }

    [Fact]
    public async Task Chat_WithASeed_DrawsTheSameTokens()
    {
        string[] options = ["--temperature", "2", "--seed", "7", "--max-tokens", "12"];
        Assert.Equal((await ChatAsync("Tell me a story.", options)).Output, (await ChatAsync("Tell me a story.", options)).Output);
    }

    [Fact]
    public async Task Chat_OfMoreThanTheContextHolds_FailsInOneLine()
    {
        CommandResult result = await ChatAsync(string.Join(' ', Enumerable.Repeat("word", 200)), "--context", "32");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches("^castor: The input token count [(][0-9]+[)] exceeds the maximum number of tokens allowed [(]32[)].\n$", result.Error);
    }

    [Theory]
    [InlineData(2, "Nothing was piped in", " \n")]
    [InlineData(1, "There is no model 'none'", "x", "none")]
    [InlineData(2, "is no temperature", "x", "--temperature", "3")]
    [InlineData(2, "is no temperature", "x", "--temperature", "NaN")]
    [InlineData(2, "'q4' is no way to store keys and values: take f16 or q8_0.", "x", "--kv", "q4")]
    [InlineData(2, "is too few for --max-tokens", "x", "--max-tokens", "0")]
    public async Task Chat_CalledWrongly_TellsInOneLine(int code, string complaint, string message, params string[] arguments)
    {
        CommandResult result = await ChatAsync(message, arguments);
        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Chat_WithWeightsThatCannotBeRun_FailsInOneLine()
    {
        string path = TinyGemma.Put(_folder.Path, "other.gguf", TinyGemma.Write("nosuch"));
        CommandResult result = await ChatAsync("x", path);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("The architecture 'nosuch' is not supported", result.Error, StringComparison.Ordinal);
    }

    private async Task<CommandResult> ChatAsync(string message, params string[] arguments)
    {
        await using var process = CastorProcess.Start(["chat", .. arguments, "--data", _folder.Path]);
        await process.Input.WriteAsync(message);
        process.Input.Close();
        return await process.EndAsync();
    }
}
