using Castor.Engines.Local.Weights;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Engines.Tests.Local.Weights;

public sealed class WeightsNameTests
{
    [Theory]
    [InlineData("google/gemma-3-1b-it-qat-q4_0-gguf", "gemma-3-1b-it")]
    [InlineData("bartowski/google_gemma-3-4b-it-GGUF", "gemma-3-4b-it")]
    [InlineData("bartowski/google_gemma-3-4b-it-qat-GGUF", "gemma-3-4b-it")]
    [InlineData("ggml-org/gemma-3-270m-it-GGUF", "gemma-3-270m-it")]
    [InlineData("unsloth/gemma-4-E2B-it-GGUF", "gemma-4-e2b-it")]
    [InlineData("lmstudio-community/gemma-3-12b-it-GGUF", "gemma-3-12b-it")]
    [InlineData("ggml-org/embeddinggemma-300M-qat-Q8_0-GGUF", "embeddinggemma-300m")]
    [InlineData("castor-spark", "castor-spark")]
    [InlineData("me/q4", "q4")]
    public void Short_OfARepository_IsWhatPeopleSay(string repository, string expected) => Assert.Equal(expected, WeightsName.Short(repository));

    [Theory]
    [InlineData("gemma-3-1b-it-q4_0.gguf", "Q4_0")]
    [InlineData("gemma-3-4b-it-Q4_K_M.gguf", "Q4_K_M")]
    [InlineData("gemma-4-E2B-it-UD-Q4_K_XL.gguf", "UD-Q4_K_XL")]
    [InlineData("gemma-3-4b-it-IQ4_XS.gguf", "IQ4_XS")]
    [InlineData("gemma-3-4b-it-bf16.gguf", "BF16")]
    [InlineData("gemma.Q8_0.gguf", "Q8_0")]
    [InlineData("Q8_0/gemma-Q8_0-00001-of-00002.gguf", "Q8_0")]
    [InlineData("BF16/gemma-00001-of-00002.gguf", "BF16")]
    [InlineData("gemma-3-1b-it.gguf", null)]
    [InlineData("gemma-4-E2B_q4_0-it.gguf", "Q4_0")]
    [InlineData("gemma-q4something.gguf", null)]
    public void Quantization_OfAFile_IsToldByItsName(string file, string? expected) => Assert.Equal(expected, WeightsName.Quantization(file));

    [Theory]
    [InlineData("m-Q4_K_M.gguf", "q4_k_m", true)]
    [InlineData("m-Q4_K_M.gguf", "Q4_K", false)]
    [InlineData("m-IQ4_XS.gguf", "Q4_XS", false)]
    [InlineData("Q8_0/m-00001-of-00002.gguf", "Q8_0", true)]
    [InlineData("m-q4_0.gguf", "Q4_0", true)]
    [InlineData("m-UD-Q4_K_XL.gguf", "UD-Q4_K_XL", true)]
    [InlineData("gemma-4-E2B_q4_0-it.gguf", "Q4_0", true)]
    [InlineData("m-Q4_K_M-x-Q4_K.gguf", "Q4_K", true)]
    [InlineData("m.gguf", "Q4_0", false)]
    [InlineData("m.gguf", "gguf", false)]
    public void Fits_OfATag_LooksForTheWholeWord(string file, string tag, bool expected) => Assert.Equal(expected, WeightsName.Fits(file, tag));

    [Theory]
    [InlineData("m-Q4_0.gguf", true)]
    [InlineData("x/mmproj-model-f16.gguf", false)]
    [InlineData("m.imatrix.gguf", false)]
    [InlineData("mtp-m.gguf", false)]
    [InlineData("m.safetensors", false)]
    public void IsModel_OfAFile_LeavesOutCompanions(string file, bool expected) => Assert.Equal(expected, WeightsName.IsModel(file));

    [Theory]
    [InlineData("a/m-00002-of-00003.gguf", "a/m", 2, 3)]
    [InlineData("m-00000-of-00003.gguf", null, 0, 0)]
    [InlineData("m-00004-of-00003.gguf", null, 0, 0)]
    [InlineData("m-2-of-3.gguf", null, 0, 0)]
    [InlineData("m.gguf", null, 0, 0)]
    public void SplitName_OfAName_TakesItApart(string name, string? prefix, int part, int parts)
    {
        SplitName? split = SplitName.Of(name);
        Assert.Equal(prefix is null ? null : new SplitName(prefix, part, parts), split);
        Assert.True(split is null || split.Value.All().Contains(name));
    }

    [Fact]
    public void PathOf_AnyNames_StaysInTheFolder()
    {
        var models = new LocalModels(Path.Combine(Path.GetTempPath(), "castor-models"));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(Names().Two().ToArbitrary(), names =>
            {
                string path = models.PathOf(names.Item1, names.Item2 + ".gguf");
                string[] segments = path[(models.Folder.Length + 1)..].Split(Path.DirectorySeparatorChar);
                return path.StartsWith(models.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                    && path == Path.GetFullPath(path)
                    && segments.All(s => s is not ("" or "." or "..") && s.Length < 200 && s.All(c => c < 128 && !char.IsControl(c) && !"\\/:*?\"<>|".Contains(c)));
            }));
    }

    [Fact]
    public void PathOf_TwoNames_IsNeverOnePath()
    {
        var models = new LocalModels(Path.Combine(Path.GetTempPath(), "castor-models"));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(Segments().Two().ToArbitrary(), names =>
                names.Item1 == names.Item2 || models.PathOf("a/b", names.Item1 + "x.gguf") != models.PathOf("a/b", names.Item2 + "x.gguf")));
    }

    private static Gen<string> Segments() =>
        Gen.OneOf(
            Gen.Elements("..", ".", "", "con", "NUL", "a:b", "a*b", "a?b", "a\\b", "é", "\u001b[2J", new string('x', 300), new string('x', 301), " a ", "~"),
            Gen.Elements("abcXYZ019._- :\\*\u0000é\ud83d".ToCharArray()).ArrayOf().Select(c => new string(c)));

    private static Gen<string> Names() => Segments().ArrayOf().Select(segments => string.Join('/', segments));
}
