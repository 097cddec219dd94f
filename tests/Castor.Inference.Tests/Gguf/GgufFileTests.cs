using Castor.Inference.Gguf;

namespace Castor.Inference.Tests.Gguf;

public sealed class GgufFileTests : IDisposable
{
    private readonly MemoryFiles _files = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("castor-gguf-").FullName;

    public void Dispose()
    {
        _files.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public unsafe void Open_SmallFile_HasItsTensors(uint version)
    {
        RawGguf raw = TwoTensors(version);
        raw.F32(1).F32(2).F32(3).F32(4).F32(5).F32(6).Align(32).Zeros(33).U8(7);
        string path = Path.Combine(_folder, "small.gguf");
        File.WriteAllBytes(path, raw.ToArray());

        using var file = GgufFile.Open(path);

        Assert.Equal(raw.Position, file.FileSize);
        GgufTensor first = file.Tensors["a"];
        Assert.Equal([3, 2], first.Shape);
        Assert.Equal((6L, 2L, 24L, TensorType.F32), (first.ElementCount, first.RowCount, first.ByteLength, first.Type));
        Assert.Equal(4f, BitConverter.ToSingle(first.Row(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Row(2).Length);
        GgufTensor second = file.Tensors["b"];
        Assert.Equal((34L, TensorType.Q8_0, (byte)7), (second.ByteLength, second.Type, second.Data[33]));
    }

    [Fact]
    public void ReadRow_OfAFileThatBecomesShorter_IsTheRowAndThenRefused()
    {
        RawGguf raw = RawGguf.Begin(1, 0).Tensor("a", 0, 0, 16, 3).Align(32);
        for (int i = 0; i < 16 * 3; i++)
        {
            raw.F32(i);
        }

        string path = Path.Combine(_folder, "rows.gguf");
        File.WriteAllBytes(path, raw.ToArray());
        using var file = GgufFile.Open(path);
        float[] row = new float[16];

        file.Tensors["a"].ReadRow(1, row);

        Assert.Equal(Enumerable.Range(16, 16).Select(i => (float)i), row);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Tensors["a"].ReadRow(3, row));
        using (FileStream cut = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            cut.SetLength(cut.Length - 4);
        }

        file.Tensors["a"].ReadRow(1, row);
        Assert.Throws<GgufException>(() => file.Tensors["a"].ReadRow(2, row));
    }

    [Fact]
    public unsafe void ReleasePages_OfAMappedTensor_LeavesItReadable()
    {
        const int rows = 4096;
        RawGguf raw = RawGguf.Begin(1, 0).Tensor("a", 0, 0, 16, rows).Align(32);
        for (int i = 0; i < 16 * rows; i++)
        {
            raw.F32(i);
        }

        string path = Path.Combine(_folder, "pages.gguf");
        File.WriteAllBytes(path, raw.ToArray());
        using var file = GgufFile.Open(path);
        GgufTensor tensor = file.Tensors["a"];
        float sum = Sum(tensor);

        tensor.ReleasePages();

        Assert.Equal(sum, Sum(tensor));
        static float Sum(GgufTensor tensor)
        {
            float sum = 0;
            for (long i = 0; i < tensor.ElementCount; i++)
            {
                sum += ((float*)tensor.Data)[i];
            }

            return sum;
        }
    }

    [Fact]
    public unsafe void Tensor_AfterDispose_IsRefused()
    {
        var file = _files.Open(TwoTensors(3).Zeros(66));
        GgufTensor tensor = file.Tensors["a"];

        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => (nint)tensor.Data);
        Assert.Throws<ObjectDisposedException>(() => tensor.Row(0).Length);
    }

    [Fact]
    public void Open_NoTensorsAndNoPadding_IsAFile() => Assert.Empty(_files.Open(RawGguf.Begin(0, 0)).Tensors);

    [Fact]
    public void Open_FolderOrEmptyFileOrMissingFile_IsAnError()
    {
        string empty = Path.Combine(_folder, "empty.gguf");
        File.WriteAllBytes(empty, []);

        Assert.Contains("folder", Assert.Throws<GgufException>(() => GgufFile.Open(_folder)).Message);
        Assert.Contains("empty", Assert.Throws<GgufException>(() => GgufFile.Open(empty)).Message);
        Assert.Throws<FileNotFoundException>(() => GgufFile.Open(Path.Combine(_folder, "none.gguf")));
    }

    private static RawGguf TwoTensors(uint version) => RawGguf.Begin(2, 0, version).Tensor("a", 0, 0, 3, 2).Tensor("b", 8, 32, 32).Align(32);
}
