using Castor.Engines.Scenarios;
using Castor.Engines.Tests.Emulator;

namespace Castor.Engines.Tests.Scenarios;

public sealed class FolderTests
{
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Change_IsTakenUpWithoutARestart()
    {
        using var rig = new ScenarioRig("- answer: one");
        Assert.Equal("one", await rig.Say("x"));

        rig.Write("test.yaml", "- answer: two!");
        rig.Clock.Advance(s_poll);
        Assert.Equal("two!", await rig.Say("x"));

        rig.Write("inner/more.yml", "- {answer: three, priority: 1}");
        rig.Clock.Advance(s_poll);
        Assert.Equal("three", await rig.Say("x"));

        File.Delete(Path.Combine(rig.Path, "inner", "more.yml"));
        rig.Clock.Advance(s_poll);
        Assert.Equal("two!", await rig.Say("x"));
    }

    [Fact]
    public async Task Mistake_LeavesTheLastGoodSetInForceAsAWhole()
    {
        using var rig = new ScenarioRig("- {match: {text: a}, answer: one}");
        rig.Write("other.yaml", "- {match: {text: b}, answer: two}");
        Assert.Equal("one", await rig.Say("a"));

        rig.Write("test.yaml", "- {match: {text: a}, answer: changed}");
        rig.Write("other.yaml", "- {match: {txt: b}, answer: broken}");
        rig.Clock.Advance(s_poll);

        Assert.Equal("one", await rig.Say("a"));
        Assert.Equal("two", await rig.Say("b"));
        Assert.Equal("other.yaml:1:12: match has no 'txt'; did you mean 'text'?", Assert.Single(rig.Folder.LastLoad.Findings).ToString());

        rig.Write("other.yaml", "- {match: {text: b}, answer: mended}");
        rig.Clock.Advance(s_poll);
        Assert.Equal("changed", await rig.Say("a"));
        Assert.Equal("mended", await rig.Say("b"));
        Assert.Empty(rig.Folder.LastLoad.Findings);
    }

    [Fact]
    public async Task Folder_ThatGoesAway_LeavesTheLastGoodSet()
    {
        using var rig = new ScenarioRig("- answer: one");
        Assert.Equal("one", await rig.Say("x"));

        string moved = rig.Path + "-moved";
        Directory.Move(rig.Path, moved);
        rig.Clock.Advance(s_poll);

        Assert.Equal("one", await rig.Say("x"));
        Assert.Contains("cannot be read", Assert.Single(rig.Folder.LastLoad.Findings).Message, StringComparison.Ordinal);
        Directory.Move(moved, rig.Path);
    }

    [Fact]
    public async Task Stream_ThatRunsWhileTheFolderChanges_EndsAsItBegan()
    {
        using var rig = new ScenarioRig("- answer: {chunks: [a, b, c]}");
        await using IAsyncEnumerator<Castor.Protocol.GenerateContentResponse> chunks = rig.Engine
            .GenerateAsync(ScenarioRig.Call("x") with { Streamed = true }, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await chunks.MoveNextAsync();
        string text = Asking.TextOf(chunks.Current);

        rig.Write("test.yaml", "- answer: changed");
        rig.Folder.Reload();
        while (await chunks.MoveNextAsync())
        {
            text += Asking.TextOf(chunks.Current);
        }

        Assert.Equal("abc", text);
        Assert.Equal("changed", await rig.Say("x"));
    }

    [Fact]
    public void HalfWrittenFile_IsNotReadBeforeItSettles()
    {
        using var rig = new ScenarioRig("- answer: one");
        int loads = 0;
        rig.Folder.Reloaded += _ => loads++;

        // The first look finds the change; the reading waits until the next look finds no further one.
        rig.Write("test.yaml", "- answer: [half");
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.Write("test.yaml", "- answer: whole one");
        rig.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(0, loads);
        rig.Clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(1, loads);
        Assert.False(rig.Folder.LastLoad.HasMistakes);
    }

    [Fact]
    public async Task Change_IsTakenUpInRealTimeToo()
    {
        using var rig = new ScenarioRig("- answer: one");
        using var folder = new ScenarioFolder(rig.Path, TimeProvider.System);
        var reloaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        folder.Reloaded += now =>
        {
            // On a busy machine a look may find the file when it is made and not yet written.
            if (now.Set.Names.SequenceEqual(["new"]))
            {
                reloaded.TrySetResult();
            }
        };

        rig.Write("test.yaml", "- {name: new, answer: two}");

        await reloaded.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Links_ThatLeadInACircle_AreAMistakeAsOtherFilesThatCannotBeRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var rig = new ScenarioRig("- answer: one");
        Assert.Equal("one", await rig.Say("x"));

        File.CreateSymbolicLink(Path.Combine(rig.Path, "there.yaml"), "back.yaml");
        File.CreateSymbolicLink(Path.Combine(rig.Path, "back.yaml"), "there.yaml");
        rig.Clock.Advance(s_poll);

        Assert.Equal("one", await rig.Say("x"));
        Assert.Equal(["back.yaml", "there.yaml"], rig.Folder.LastLoad.Findings.Select(f => f.File));
        Assert.All(rig.Folder.LastLoad.Findings, f => Assert.Contains("cannot be read", f.Message, StringComparison.Ordinal));

        File.Delete(Path.Combine(rig.Path, "back.yaml"));
        File.Delete(Path.Combine(rig.Path, "there.yaml"));
        rig.Write("test.yaml", "- answer: another");
        rig.Clock.Advance(s_poll);
        Assert.Equal("another", await rig.Say("x"));
    }

    [Fact]
    public void MissingFolder_IsToldAtOnce()
    {
        DirectoryNotFoundException exception = Assert.Throws<DirectoryNotFoundException>(() => new ScenarioFolder("/no/such/folder", TimeProvider.System));

        Assert.Contains("/no/such/folder", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HiddenFiles_AreLeftOut()
    {
        using var rig = new ScenarioRig("- {name: seen, answer: x}");
        rig.Write(".hidden.yaml", "- {name: hidden, answer: x}");
        rig.Write("backup.yaml~", "- {name: backup, answer: x}");
        rig.Write(".git/config.yaml", "- {name: git, answer: x}");
        rig.Write("notes.txt", "no scenario");

        Assert.Equal(["seen"], rig.Folder.Set.Names);
    }
}
