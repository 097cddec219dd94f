using Castor.Cli.Models;
using Castor.Cli.Models.Hub;

namespace Castor.Cli.Tests.Models;

public sealed class ModelReferenceTests
{
    private static readonly Uri s_endpoint = new("https://mirror.example:8443/");

    [Theory]
    [InlineData("google/gemma", "google/gemma", null, "main")]
    [InlineData(" google/gemma ", "google/gemma", null, "main")]
    [InlineData("google/gemma:Q4_K_M", "google/gemma", "Q4_K_M", "main")]
    [InlineData("google/gemma:latest", "google/gemma", null, "main")]
    [InlineData("google/gemma:a/b.gguf", "google/gemma", "a/b.gguf", "main")]
    [InlineData("google/gemma/a/b.gguf", "google/gemma", "a/b.gguf", "main")]
    [InlineData("hf.co/google/gemma:Q8_0", "google/gemma", "Q8_0", "main")]
    [InlineData("huggingface.co/google/gemma", "google/gemma", null, "main")]
    [InlineData("https://huggingface.co/google/gemma", "google/gemma", null, "main")]
    [InlineData("https://huggingface.co/google/gemma/tree/main", "google/gemma", null, "main")]
    [InlineData("https://huggingface.co/google/gemma/blob/main/x%20y/b.gguf", "google/gemma", "x y/b.gguf", "main")]
    [InlineData("https://hf.co/google/gemma/resolve/refs%2Fpr%2F1/b.gguf?download=true", "google/gemma", "b.gguf", "refs/pr/1")]
    [InlineData("https://mirror.example:8443/google/gemma/resolve/v2/b.gguf", "google/gemma", "b.gguf", "v2")]
    public void Parse_OfWhatPeoplePaste_FindsTheRepository(string text, string repository, string? selector, string revision)
    {
        ModelReference reference = ModelReference.Parse(text, s_endpoint);
        Assert.Equal((repository, selector, revision, null), (reference.Repository, reference.Selector, reference.Revision, reference.Url));
    }

    [Theory]
    [InlineData("https://example.com/a/b.gguf?x=1")]
    [InlineData("http://mirror.example:8443/google/gemma/resolve/v2/b.gguf")]
    public void Parse_OfAUrlElsewhere_KeepsIt(string url) => Assert.Equal(new Uri(url), ModelReference.Parse(url, s_endpoint).Url);

    [Theory]
    [InlineData("http://mirror.example:8443/x", "https://hub.example", false)]
    [InlineData("https://mirror.example/x", "https://mirror.example", true)]
    [InlineData("https://MIRROR.example:443/x", "https://mirror.example/", true)]
    [InlineData("https://mirror.example.evil/x", "https://mirror.example", false)]
    [InlineData("http://mirror.example/x", "https://mirror.example", false)]
    [InlineData("https://mirror.example:444/x", "https://mirror.example", false)]
    public void Owns_OfAnAddress_WantsTheSameOrigin(string address, string endpoint, bool expected) =>
        Assert.Equal(expected, new HubSettings(new Uri(endpoint), "secret").Owns(new Uri(address)));

    [Fact]
    public void Settings_FromTheEnvironment_TakeTheTokenOfTheFirstThatIsSet()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("token"), " from-home\n");
        File.WriteAllText(folder.File("other"), "from-path");
        var variables = new Dictionary<string, string>();
        HubSettings Read() => HubSettings.Read(variables.GetValueOrDefault);

        variables["XDG_CACHE_HOME"] = folder.File("nothing");
        Assert.Equal(new HubSettings(new Uri("https://huggingface.co/"), null), Read());
        variables["HF_HOME"] = folder.Path;
        Assert.Equal("from-home", Read().Token);
        variables["HF_TOKEN_PATH"] = folder.File("other");
        Assert.Equal("from-path", Read().Token);
        variables["HUGGING_FACE_HUB_TOKEN"] = "older";
        Assert.Equal("older", Read().Token);
        variables["HF_TOKEN"] = "newer";
        Assert.Equal("newer", Read().Token);
        variables["HF_TOKEN"] = " ";
        Assert.Equal("older", Read().Token);
        variables["HF_ENDPOINT"] = "http://localhost:1/hub";
        Assert.Equal("http://localhost:1/hub/", Read().Endpoint.AbsoluteUri);
        variables["HF_ENDPOINT"] = "localhost";
        Assert.True(Assert.Throws<PullException>(Read).IsMisuse);
    }
}
