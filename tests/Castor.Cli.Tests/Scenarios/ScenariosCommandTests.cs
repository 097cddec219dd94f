namespace Castor.Cli.Tests.Scenarios;

public sealed class ScenariosCommandTests
{
    [Fact]
    public async Task Init_WritesExamplesThatCheckAndListWithoutAMistake()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("scenarios");

        CommandResult init = await CastorProcess.RunAsync("scenarios", "init", path);
        CommandResult check = await CastorProcess.RunAsync("scenarios", "check", "--strict", path);
        CommandResult list = await CastorProcess.RunAsync("scenarios", "list", path);
        CommandResult again = await CastorProcess.RunAsync("scenarios", "init", path);

        Assert.Equal((0, 0, 0, 2), (init.ExitCode, check.ExitCode, list.ExitCode, again.ExitCode));
        Assert.Contains(Path.Combine(path, "answers.yaml"), init.Output, StringComparison.Ordinal);
        Assert.Equal("", check.Output);
        Assert.Contains("0 mistakes, 0 warnings.", check.Error, StringComparison.Ordinal);
        Assert.Contains("greeting", list.Output, StringComparison.Ordinal);
        Assert.Contains("answers.yaml:4", list.Output, StringComparison.Ordinal);
        Assert.Contains("is there already; nothing is written over.", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TellsEachMistakeOnALineOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.yaml"), "- match: {txet: x}\n  answer: y\n- answer: {finishReason: STOPP}\n");
        File.WriteAllText(folder.File("b.yml"), "- answer: *nobody");

        CommandResult check = await CastorProcess.RunAsync("scenarios", "check", folder.Path);

        Assert.Equal(1, check.ExitCode);
        Assert.Equal(
            [
                $"{folder.File("a.yaml")}:1:11: match has no 'txet'; did you mean 'text'?",
                $"{folder.File("a.yaml")}:3:26: finishReason cannot be 'STOPP'; did you mean 'STOP'?",
                $"{folder.File("b.yml")}:1:11: '*nobody' names an anchor that is not set before",
            ],
            check.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("3 mistakes", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAFileWithAWarning_FailsOnlyWhereItIsStrict()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("a.yaml");
        File.WriteAllText(file, "- answer: one\n- answer: two\n");

        CommandResult lenient = await CastorProcess.RunAsync("scenarios", "check", file);
        CommandResult strict = await CastorProcess.RunAsync("scenarios", "check", file, "--strict");

        Assert.Equal((0, 1), (lenient.ExitCode, strict.ExitCode));
        Assert.StartsWith($"{file}:2:3: warning: never reached", lenient.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scenarios", "check", "/no/such/place")]
    [InlineData("scenarios", "list", "/no/such/place")]
    [InlineData("scenarios", "lint")]
    [InlineData("serve", "--port", "0", "--scenarios", "/no/such/place")]
    public async Task Command_CalledWrongly_TellsOneLineAndReturns2(params string[] arguments)
    {
        CommandResult result = await CastorProcess.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Serve_TellsOfMistakesInAChangedFolderAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.yaml"), "- answer: one");
        using var data = new TemporaryFolder();
        (CastorProcess process, _) = await CastorProcess.ServeAsync("--data", data.Path, "--scenarios", folder.Path);
        await using (process)
        {
            File.WriteAllText(folder.File("a.yaml"), "- anser: two");
            string? line = await process.Error.ReadLineAsync(TestContext.Current.CancellationToken);

            Assert.Contains($"{folder.File("a.yaml")}:1:3: a scenario has no 'anser'; did you mean 'answer'?", line, StringComparison.Ordinal);
        }
    }
}
