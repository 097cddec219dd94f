using Castor.Inference.Gguf;
using Castor.Inference.Quantization;
using Castor.Inference.Tests.Quantization;

namespace Castor.Inference.Tests.Gguf;

public sealed class GgufWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("castor-gguf-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_AllTypesOfMetadata_ComeBack()
    {
        var writer = new GgufWriter();
        writer.SetString("text", "▁Grüße\0😀");
        writer.SetBoolean("yes", true);
        writer.SetNumber("u8", (byte)200);
        writer.SetNumber("i8", (sbyte)-3);
        writer.SetNumber("u16", (ushort)60000);
        writer.SetNumber("i16", (short)-30000);
        writer.SetNumber("u32", 4_000_000_000u);
        writer.SetNumber("i32", -2_000_000_000);
        writer.SetNumber("f32", 0.25f);
        writer.SetNumber("u64", 1UL << 50);
        writer.SetNumber("i64", -(1L << 50));
        writer.SetNumber("f64", 0.5);
        writer.SetStrings("texts", ["", "a", "<0x0A>"]);
        writer.SetBooleans("flags", [true, false]);
        writer.SetNumbers<float>("reals", [1, -0.5f]);
        writer.SetNumbers<int>("ints", [1, -2, 3]);
        writer.SetNumbers<ulong>("none", []);

        using GgufFile file = Open(writer);

        GgufMetadata read = file.Metadata;
        Assert.Equal("▁Grüße\0😀", read.GetString("text"));
        Assert.True(read.GetBoolean("yes"));
        Assert.Equal([200, -3, 60000, -30000], new[] { "u8", "i8", "u16", "i16" }.Select(key => read.GetInt32(key)));
        Assert.Equal(4_000_000_000u, read.GetUInt32("u32"));
        Assert.Equal((-2_000_000_000L, 1L << 50, -(1L << 50)), (read.GetInt64("i32"), read.GetInt64("u64"), read.GetInt64("i64")));
        Assert.Equal((0.25f, 0.5f), (read.GetSingle("f32"), read.GetSingle("f64")));
        Assert.Equal(["", "a", "<0x0A>"], read.GetStrings("texts"));
        Assert.Equal([true, false], read.GetBooleans("flags"));
        Assert.Equal([1, -0.5f], read.GetSingles("reals"));
        Assert.Equal([1, -2, 3], read.GetInt32s("ints"));
        Assert.Empty(read.GetInt32s("none"));
        Assert.Equal(GgufValueType.UInt16, read.Find("u16").Type);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(8)]
    [InlineData(4096)]
    public unsafe void Write_TensorsOfAllTypes_LieAlignedAndHoldTheirBlocks(int alignment)
    {
        var writer = new GgufWriter(alignment);
        float[] values = new Weights(1).Bells(512 * 3);
        foreach (TensorType type in Enum.GetValues<TensorType>())
        {
            writer.Add($"t.{type}", type, [512, 3], values);
        }

        writer.Add("one", TensorType.F32, [1], [7f]);

        using GgufFile file = Open(writer);

        foreach (TensorType type in Enum.GetValues<TensorType>())
        {
            GgufTensor tensor = file.Tensors[$"t.{type}"];
            Assert.Equal((type, 0L, 3L), (tensor.Type, tensor.Offset % alignment, tensor.RowCount));
            byte[] blocks = new byte[tensor.ByteLength];
            Quantizer.Quantize(type, values, blocks);
            Assert.Equal(blocks, new ReadOnlySpan<byte>(tensor.Data, blocks.Length));
        }

        Assert.Equal(7f, BitConverter.ToSingle(file.Tensors["one"].Row(0)));
        Assert.Equal(0, file.FileSize % alignment);
    }

    [Fact]
    public void Copy_OfEveryKey_IsTheSame()
    {
        byte[] first = Bytes(SmallFiles.ManyKeys());
        using var files = new MemoryFiles();
        GgufFile file = files.Add("a", first).Open("a");
        var copy = new GgufWriter(64);
        foreach (string key in file.Metadata.Keys)
        {
            copy.Copy(file.Metadata, key);
        }

        GgufFile second = files.Add("b", Bytes(copy)).Open("b");

        Assert.Equal(file.Metadata.Keys.Order(), second.Metadata.Keys.Where(k => k != "general.alignment").Order());
        Assert.All(
            file.Metadata.Keys,
            key => Assert.Equal(file.Metadata.Bytes(file.Metadata.Find(key)), second.Metadata.Bytes(second.Metadata.Find(key))));
    }

    [Fact]
    public void Write_TensorWithTooFewBytes_FailsAndLeavesNothing()
    {
        var writer = new GgufWriter();
        writer.Add("a", TensorType.F32, [4], stream => stream.Write(new byte[15]));
        string path = Path.Combine(_folder, "a.gguf");

        Assert.Contains("takes 16 bytes, and 15 were written", Assert.Throws<InvalidOperationException>(() => writer.Write(path)).Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Write_OverAFile_ReplacesItOnlyWhenWhole()
    {
        string path = Path.Combine(_folder, "a.gguf");
        File.WriteAllText(path, "old");
        var broken = new GgufWriter();
        broken.Add("a", TensorType.F32, [4], _ => throw new IOException("full"));

        Assert.Throws<IOException>(() => broken.Write(path));
        Assert.Equal("old", File.ReadAllText(path));

        new GgufWriter().Write(path);
        using var file = GgufFile.Open(path);
        Assert.Empty(file.Tensors);
        Assert.Equal(path, Assert.Single(Directory.GetFiles(_folder)));
    }

    [Fact]
    public void Add_WhatCannotBe_IsRefused()
    {
        var writer = new GgufWriter();
        writer.Add("a", TensorType.F32, [1], _ => { });

        Assert.Throws<ArgumentException>(() => writer.Add("a", TensorType.F32, [1], _ => { }));
        Assert.Throws<ArgumentException>(() => writer.Add("", TensorType.F32, [1], _ => { }));
        Assert.Throws<ArgumentException>(() => writer.Add(new string('b', 65), TensorType.F32, [1], _ => { }));
        Assert.Throws<ArgumentException>(() => writer.Add("b", TensorType.F32, [], _ => { }));
        Assert.Throws<ArgumentException>(() => writer.Add("b", TensorType.F32, [1, 1, 1, 1, 1], _ => { }));
        Assert.Throws<ArgumentException>(() => writer.Add("b", TensorType.F32, [4, 0], _ => { }));
        Assert.Throws<ArgumentException>(() => writer.Add("b", TensorType.Q4_K, [128], _ => { }));
        Assert.Throws<ArgumentException>(() => writer.Add("b", TensorType.F32, [2, 2], [1f, 2f, 3f]));
        Assert.Throws<OverflowException>(() => writer.Add("b", TensorType.F32, [1L << 40, 1L << 40], _ => { }));
        Assert.Throws<ArgumentException>(() => writer.SetBoolean("", true));
        Assert.Throws<ArgumentException>(() => writer.SetNumber("general.alignment", 64u));
        Assert.Throws<ArgumentException>(() => writer.SetNumber("char", 'c'));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GgufWriter(24));
        Assert.Equal(["a"], writer.TensorNames);
    }

    private GgufFile Open(GgufWriter writer)
    {
        string path = Path.Combine(_folder, "model.gguf");
        writer.Write(path);
        return GgufFile.Open(path);
    }

    private static byte[] Bytes(GgufWriter writer)
    {
        var stream = new MemoryStream();
        writer.Write(stream);
        return stream.ToArray();
    }
}
