using Castor.Conformance.Running;

namespace Castor.Conformance;

/// <summary>Runs the programs of <c>samples/</c> in every language whose client is to be had.</summary>
public sealed class SampleTests(ConformanceHost host)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private static readonly string[] s_features =
    [
        "text", "stream", "chat", "image-input", "function-calling", "structured-output", "thinking", "embeddings", "count-tokens", "models",
        "image-output", "speech-output", "errors",
    ];

    private static readonly Dictionary<string, string> s_curlSays = new()
    {
        ["text"] = "\"role\": \"model\"",
        ["stream"] = "\"finishReason\": \"STOP\"",
        ["chat"] = "\"finishReason\": \"STOP\"",
        ["image-input"] = "\"modality\": \"IMAGE\"",
        ["function-calling"] = "clear sky over Lisbon",
        ["structured-output"] = "difficulty",
        ["thinking"] = "\"thought\": true",
        ["embeddings"] = "\"embeddings\": [",
        ["count-tokens"] = "\"totalTokens\": ",
        ["models"] = "\"nextPageToken\": ",
        ["image-output"] = "lighthouse.png",
        ["speech-output"] = "speech.pcm",
        ["errors"] = "Method doesn't allow unregistered callers",
    };

    private static readonly Dictionary<string, string> s_programsSay = new()
    {
        ["text"] = "tokens",
        ["stream"] = "\n",
        ["chat"] = "4 turns",
        ["image-input"] = "IMAGE",
        ["function-calling"] = "clear sky over Lisbon",
        ["structured-output"] = "minutes",
        ["thinking"] = "tokens of thought",
        ["embeddings"] = "Quarterly revenue",
        ["count-tokens"] = " tokens",
        ["models"] = "models/gemini-2.5-flash: ",
        ["image-output"] = "lighthouse.png: image/png",
        ["speech-output"] = "rate=24000",
        ["errors"] = "404 NOT_FOUND",
    };

    public static TheoryData<string> Features => [.. s_features];

    public static MatrixTheoryData<string, bool> CurlFeatures => new(s_features, [false, true]);

    [Theory]
    [MemberData(nameof(CurlFeatures))]
    public async Task Curl_Feature_SaysWhatItShould(string feature, bool standIn)
    {
        using var folder = new ScratchFolder();

        ProcessResult result = await ShellScript.RunAsync(Sample("curl", $"{feature}.sh"), folder.Path, host.Environment, standIn);

        AssertSays(s_curlSays[feature], result);
    }

    [Theory]
    [MemberData(nameof(Features))]
    public async Task JavaScript_Feature_SaysWhatItShould(string feature)
    {
        using var folder = new ScratchFolder();

        ProcessResult result = await NodeProgram.RunAsync(Sample("js", $"{feature}.mjs"), folder, host.Environment);

        AssertSays(s_programsSay[feature], result);
    }

    [Theory]
    [MemberData(nameof(Features))]
    public async Task CSharp_Feature_SaysWhatItShould(string feature)
    {
        using var folder = new ScratchFolder();
        string program = Path.Combine(AppContext.BaseDirectory, "Castor.Samples.dll");

        ProcessResult result = await ExternalProgram.RunAsync("dotnet", [program, feature], folder.Path, host.Environment, s_limit);

        AssertSays(s_programsSay[feature], result);
    }

    [Fact]
    public async Task Python_Programs_Compile()
    {
        string[] files = Directory.GetFiles(Path.Combine(RepositoryFolders.Samples, "python"), "*.py");
        Assert.SkipUnless(ExternalProgram.IsInstalled("python3"), "python3 is not installed.");

        const string Parse = "import ast, sys\nfor f in sys.argv[1:]: ast.parse(open(f).read(), f)";
        ProcessResult result = await ExternalProgram.RunAsync(
            "python3", ["-c", Parse, .. files], RepositoryFolders.Samples, host.Environment, s_limit);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(s_features.Select(f => f.Replace('-', '_')).Order(), files.Select(f => Path.GetFileNameWithoutExtension(f)).Order());
    }

    [Theory]
    [InlineData("curl", "*.sh")]
    [InlineData("js", "*.mjs")]
    public void Folder_Files_AreAllRun(string folder, string pattern) => Assert.Equal(
        s_features.Order(),
        Directory.GetFiles(Path.Combine(RepositoryFolders.Samples, folder), pattern).Select(f => Path.GetFileNameWithoutExtension(f)).Order());

    private static string Sample(string folder, string file) => Path.Combine(RepositoryFolders.Samples, folder, file);

    private static void AssertSays(string expected, ProcessResult result)
    {
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }
}
