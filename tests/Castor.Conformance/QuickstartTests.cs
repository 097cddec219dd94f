using Castor.Conformance.Running;

namespace Castor.Conformance;

/// <summary>The calls of the public guides, unchanged but for the address.</summary>
public sealed class QuickstartTests(ConformanceHost host)
{
    private const string PublicAddress = "https://generativelanguage.googleapis.com";

    private static readonly Dictionary<string, string> s_expected = new()
    {
        ["oauth-models.sh"] = "\"name\": \"models/gemini-2.5-flash\"",
        ["robotics.sh"] = "\"finishReason\": \"STOP\"",
        ["hello.sh"] = "\"modelVersion\": \"gemini-2.5-flash\"",
        ["parameters.sh"] = "\"totalTokenCount\": ",
        ["header-key.sh"] = "\"text\": \"",
    };

    public static MatrixTheoryData<string, bool> Calls => new(s_expected.Keys, [false, true]);

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Curl_AddressReplaced_IsAnswered(string file, bool standIn)
    {
        using var folder = new ScratchFolder();
        string script = Path.Combine(folder.Path, file);
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        string text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolders.Quickstarts, file), cancellationToken);
        await File.WriteAllTextAsync(script, text.Replace(PublicAddress, host.BaseUrl, StringComparison.Ordinal), cancellationToken);
        File.Copy(RepositoryFolders.SamplePicture, Path.Combine(folder.Path, "my-image.png"));

        ProcessResult result = await ShellScript.RunAsync(script, folder.Path, host.Environment, standIn);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(s_expected[file], result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"error\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JavaScript_AddressInEnvironment_IsAnswered()
    {
        using var folder = new ScratchFolder();
        string program = Path.Combine(RepositoryFolders.Quickstarts, "context-window.mjs");

        ProcessResult result = await NodeProgram.RunAsync(program, folder, host.Environment);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.NotEmpty(result.Output.Trim());
    }
}
