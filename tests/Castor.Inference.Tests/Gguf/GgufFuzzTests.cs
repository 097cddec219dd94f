using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Tests.Gguf;

/// <summary>
/// A million damaged files: each is refused with a <see cref="GgufException"/>, or all of it can be read. The bytes end right before a page that may not be
/// touched, so that one read too far ends the run.
/// </summary>
public sealed unsafe class GgufFuzzTests : IDisposable
{
    private const int Rounds = 170_000;
    private const int LargestFile = 1 << 16;

    private readonly GuardedMemory _memory = new(LargestFile);
    private readonly GuardedMemory[] _parts = [new(LargestFile), new(LargestFile)];

    private int _accepted;
    private int _refused;
    private byte _touched;

    public void Dispose()
    {
        _memory.Dispose();
        Array.ForEach(_parts, p => p.Dispose());
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("keys")]
    [InlineData("tensors")]
    [InlineData("one tensor")]
    [InlineData("nested arrays")]
    public void Open_DamagedFile_IsRefusedOrWhole(string shape)
    {
        byte[] file = shape switch
        {
            "empty" => Bytes(SmallFiles.Empty()),
            "keys" => Bytes(SmallFiles.ManyKeys()),
            "tensors" => Bytes(SmallFiles.Tensors()),
            "one tensor" => Bytes(SmallFiles.OneTensor()),
            _ => SmallFiles.NestedArrays().ToArray(),
        };
        var mutation = new GgufMutation(file, 20261);

        Try(file);
        Assert.Equal((1, 0), (_accepted, _refused));
        for (int i = 0; i < mutation.SystematicCount; i++)
        {
            Try(mutation.Systematic(i));
        }

        for (int i = 0; i < Rounds; i++)
        {
            Try(mutation.Next());
        }

        Assert.True(_accepted > 1000 && _refused > Rounds / 4, $"{_accepted} accepted, {_refused} refused");
    }

    [Fact]
    public void Open_DamagedSplitFile_IsRefusedOrWhole()
    {
        const string first = "m-00001-of-00002.gguf";
        byte[][] files = [Bytes(SmallFiles.Part(0, 2)), Bytes(SmallFiles.Part(1, 2))];
        GgufMutation[] mutations = [new(files[0], 5), new(files[1], 6)];
        byte[][] current = [files[0], files[1]];
        for (int i = 0; i < Rounds; i++)
        {
            int damaged = i % 2;
            current[damaged] = mutations[damaged].Next().ToArray();
            current[1 - damaged] = files[1 - damaged];
            Try(first, path => path switch
            {
                first => _parts[0].Place(path, current[0]),
                "m-00002-of-00002.gguf" => _parts[1].Place(path, current[1]),
                _ => throw new FileNotFoundException("There is no such part.", path),
            });
        }

        Assert.True(_accepted > 1000 && _refused > Rounds / 4, $"{_accepted} accepted, {_refused} refused");
    }

    private void Try(ReadOnlySpan<byte> file)
    {
        GgufMemory memory = _memory.Place("fuzz.gguf", file);
        Try("fuzz.gguf", path => path == "fuzz.gguf" ? memory : throw new FileNotFoundException("There is no such part.", path));
    }

    private void Try(string path, Func<string, GgufMemory> map)
    {
        GgufFile file;
        try
        {
            file = GgufFile.Open(path, map);
        }
        catch (GgufException)
        {
            _refused++;
            return;
        }

        _accepted++;
        using (file)
        {
            ReadMetadata(file.Metadata);
            foreach (GgufTensor tensor in file.Tensors.Values)
            {
                ReadTensor(tensor);
            }
        }
    }

    private static void ReadMetadata(GgufMetadata metadata)
    {
        foreach (string key in metadata.Keys)
        {
            GgufValue value = metadata.Find(key);
            try
            {
                _ = (value.Type, value.IsArray) switch
                {
                    (GgufValueType.String, false) => metadata.GetString(key).Length,
                    (GgufValueType.String, true) => metadata.GetStrings(key).Length,
                    (GgufValueType.Boolean, false) => metadata.GetBoolean(key) ? 1 : 0,
                    (GgufValueType.Boolean, true) => metadata.GetBooleans(key).Length,
                    (GgufValueType.Array, _) => metadata.Bytes(value).Length,
                    (_, false) => (int)metadata.GetSingle(key),
                    _ => metadata.GetSingles(key).Length,
                };
            }
            catch (GgufException)
            {
                // An array may hold text that is not UTF-8.
            }
        }
    }

    private void ReadTensor(GgufTensor tensor)
    {
        long bytes = 0;
        for (long row = 0; row < tensor.RowCount; row++)
        {
            ReadOnlySpan<byte> blocks = tensor.Row(row);
            bytes += blocks.Length;
            foreach (byte value in blocks)
            {
                _touched ^= value;
            }
        }

        Assert.Equal(tensor.ByteLength, bytes);
        Assert.Equal(BlockFormat.Of(tensor.Type).BytesOf(tensor.ElementCount), bytes);
        _touched ^= tensor.Data[tensor.ByteLength - 1];
    }

    private static byte[] Bytes(GgufWriter writer)
    {
        var stream = new MemoryStream();
        writer.Write(stream);
        return stream.ToArray();
    }
}
