using Castor.Inference.Gguf;

namespace Castor.Inference.Tests.Gguf;

public sealed class GgufSplitTests : IDisposable
{
    private const string First = "dir/m-00001-of-00003.gguf";
    private const string Second = "dir/m-00002-of-00003.gguf";
    private const string Third = "dir/m-00003-of-00003.gguf";

    private readonly MemoryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Open_FirstPart_JoinsAll()
    {
        GgufFile file = _files.Add(First, Part(0, "a", 1)).Add(Second, Part(1, "b", 2)).Add(Third, Part(2, "c", 3)).Open(First);

        Assert.Equal(["a", "b", "c"], file.Tensors.Keys.Order());
        Assert.Equal(2f, BitConverter.ToSingle(file.Tensors["b"].Row(0)));
        Assert.Equal(3f, BitConverter.ToSingle(file.Tensors["c"].Row(0)));
        Assert.Equal("first", file.Metadata.GetString("only"));
        Assert.Equal(Part(0, "a", 1).Length + Part(1, "b", 2).Length + Part(2, "c", 3).Length, file.FileSize);
    }

    [Fact]
    public void Open_WithAPartMissing_NamesIt()
    {
        _files.Add(First, Part(0, "a", 1)).Add(Third, Part(2, "c", 3));

        Assert.Equal($"{Second}: part 2 of 3 is missing.", Refusal(First));
    }

    [Fact]
    public void Open_LaterPart_NamesTheFirst()
    {
        _files.Add(First, Part(0, "a", 1)).Add(Second, Part(1, "b", 2));

        Assert.Contains($"open {First}", Refusal(Second));
    }

    [Fact]
    public void Open_RenamedPart_TellsTheNameItNeeds()
    {
        _files.Add("model.gguf", Part(0, "a", 1));

        Assert.Contains("-00001-of-00003.gguf", Refusal("model.gguf"));
    }

    [Fact]
    public void Open_PartsSwapped_IsAnError()
    {
        _files.Add(First, Part(0, "a", 1)).Add(Second, Part(2, "c", 3)).Add(Third, Part(1, "b", 2));

        Assert.Contains("part 2 of 3 is expected here, and the file says it is part 3 of 3", Refusal(First));
    }

    [Fact]
    public void Open_SameTensorInTwoParts_IsAnError()
    {
        _files.Add(First, Part(0, "a", 1)).Add(Second, Part(1, "b", 2)).Add(Third, Part(2, "a", 3));

        Assert.Contains("tensor 'a' is in two parts", Refusal(First));
    }

    [Fact]
    public void Open_AnotherNumberOfTensors_IsAnError()
    {
        _files.Add(First, Part(0, "a", 1, tensors: 4)).Add(Second, Part(1, "b", 2)).Add(Third, Part(2, "c", 3));

        Assert.Contains("tells 4 tensors and the 3 parts have 3", Refusal(First));
    }

    private string Refusal(string path) => Assert.Throws<GgufException>(() => _files.Open(path)).Message;

    private static byte[] Part(ushort number, string tensor, float value, uint tensors = 3)
    {
        const uint uint16 = 2;
        RawGguf raw = RawGguf.Begin(1, number == 0 ? 4ul : 3)
            .Key("split.no", uint16).U16(number).Key("split.count", uint16).U16(3).Key("split.tensors.count", RawGguf.Int32).U32(tensors);
        raw = number == 0 ? raw.Key("only", RawGguf.Text).String("first") : raw;
        return raw.Tensor(tensor, 0, 0, 1).Align(32).F32(value).ToArray();
    }
}
