namespace Castor.Inference.Tests.Gguf;

/// <summary>Damaged and hostile files, most of them the shapes of published vulnerabilities of GGUF readers.</summary>
public sealed class GgufRefusalTests : IDisposable
{
    private const ulong Huge = 1UL << 62;

    private readonly MemoryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Header_OfAnotherKind_IsNamed()
    {
        Assert.Contains("does not begin with 'GGUF'", _files.Refusal(new RawGguf().Raw("GGML"u8).Zeros(40)));
        Assert.Contains("does not begin with 'GGUF'", _files.Refusal(new RawGguf().Raw("GG"u8)));
        Assert.Contains("version 1 cannot be read", _files.Refusal(RawGguf.Begin(0, 0, 1)));
        Assert.Contains("version 4 cannot be read", _files.Refusal(RawGguf.Begin(0, 0, 4)));
        Assert.Contains("big-endian", _files.Refusal(RawGguf.Begin(0, 0, 3u << 24)));
    }

    [Theory]
    [InlineData(Huge, 0)]
    [InlineData(ulong.MaxValue, 0)]
    [InlineData(1, 0)]
    [InlineData(0, Huge)]
    [InlineData(0, ulong.MaxValue)]
    [InlineData(0, 3)]
    public void Counts_ThatTheFileCannotHold_AreRefused(ulong tensors, ulong entries) =>
        Assert.Contains("cannot be in the", _files.Refusal(RawGguf.Begin(tensors, entries).Zeros(20)));

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData((1UL << 63) - 1)]
    [InlineData(ulong.MaxValue - 23)]
    [InlineData(17)]
    public void String_LongerThanTheFile_IsRefused(ulong length)
    {
        Assert.EndsWith("at byte 24.", _files.Refusal(RawGguf.Begin(0, 1).U64(length).Zeros(16)), StringComparison.Ordinal);
        Assert.Contains("key 'k'", _files.Refusal(RawGguf.Begin(0, 1).Key("k", RawGguf.Text).U64(length).Zeros(16)));
        Assert.Contains("key 'k'", _files.Refusal(RawGguf.Begin(0, 1).ArrayKey("k", RawGguf.Text, 1).U64(length).Zeros(16)));
    }

    [Theory]
    [InlineData(RawGguf.UInt8, 17)]
    [InlineData(RawGguf.Boolean, 17)]
    [InlineData(RawGguf.UInt64, (1UL << 61) + 1)]
    [InlineData(RawGguf.Text, (1UL << 61) + 1)]
    [InlineData(RawGguf.Array, ulong.MaxValue)]
    [InlineData(RawGguf.Single, Huge)]
    public void Array_LongerThanTheFile_IsRefused(uint type, ulong count) =>
        Assert.Contains("array elements cannot be in the 16 bytes", _files.Refusal(RawGguf.Begin(0, 1).ArrayKey("k", type, count).Zeros(16)));

    [Fact]
    public void Key_EmptyTwiceOrNotUtf8_IsRefused()
    {
        Assert.Contains("empty", _files.Refusal(RawGguf.Begin(0, 1).Key("", RawGguf.UInt8).Zeros(16)));
        Assert.Contains("key 'k': the key is there twice", _files.Refusal(RawGguf.Begin(0, 2).Key("k", RawGguf.UInt8).U8(0).Key("k", RawGguf.UInt8).U8(0)));
        Assert.Contains("not UTF-8", _files.Refusal(RawGguf.Begin(0, 1).U64(2).Raw([0xFF, 0xFE]).Zeros(16)));
        Assert.Contains("not UTF-8", _files.Refusal(RawGguf.Begin(0, 1).Key("k", RawGguf.Text).U64(2).Raw([0xC0, 0x80])));
        Assert.Contains("is the most", _files.Refusal(RawGguf.Begin(0, 1).Key(new string('k', 65536), RawGguf.UInt8).U8(0)));
    }

    [Fact]
    public void Value_OfAnUnknownTypeOrNoBoolean_IsRefused()
    {
        Assert.Contains("there is no value type 13", _files.Refusal(RawGguf.Begin(0, 1).Key("k", 13).Zeros(16)));
        Assert.Contains("there is no value type 4294967295", _files.Refusal(RawGguf.Begin(0, 1).ArrayKey("k", uint.MaxValue, 0).Zeros(16)));
        Assert.Contains("2 is no boolean", _files.Refusal(RawGguf.Begin(0, 1).ArrayKey("k", RawGguf.Boolean, 2).U8(1).U8(2)));
    }

    [Fact]
    public void Arrays_NestedDeep_AreRefused()
    {
        RawGguf raw = RawGguf.Begin(0, 1).ArrayKey("k", RawGguf.Array, 1);
        for (int i = 0; i < 10_000; i++)
        {
            raw.U32(RawGguf.Array).U64(1);
        }

        Assert.Contains("arrays nest deeper than 4", _files.Refusal(raw));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(48)]
    [InlineData(1u << 31)]
    [InlineData(uint.MaxValue)]
    public void Alignment_Unfit_IsRefused(uint alignment) => Assert.Contains(
        $"key 'general.alignment': {alignment} is no power of two",
        _files.Refusal(RawGguf.Begin(0, 1).Key("general.alignment", RawGguf.UInt32).U32(alignment)));

    [Fact]
    public void Alignment_OfAnotherType_IsRefused() =>
        Assert.Contains("'general.alignment': a String", _files.Refusal(RawGguf.Begin(0, 1).Key("general.alignment", RawGguf.Text).String("32")));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(uint.MaxValue)]
    public void Dimensions_NoneOrTooMany_AreRefused(uint count) =>
        Assert.Contains($"tensor 'a': {count} dimensions", _files.Refusal(RawGguf.Begin(1, 0).String("a").U32(count).Zeros(200)));

    [Theory]
    [InlineData(0ul, 1ul)]
    [InlineData(1ul, 0ul)]
    [InlineData(1ul << 63, 1ul)]
    [InlineData(1ul, ulong.MaxValue)]
    public void Dimension_ZeroOrNegative_IsRefused(ulong first, ulong second) =>
        Assert.Contains("tensor 'a': a dimension of", _files.Refusal(RawGguf.Begin(1, 0).Tensor("a", 0, 0, first, second).Zeros(64)));

    [Theory]
    [InlineData(1ul << 32, 1ul << 32)]
    [InlineData((1ul << 62) + 4, 4ul)]
    [InlineData(4ul, 1ul << 62)]
    [InlineData(1ul << 31, 1ul << 33)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(64ul, 2ul)]
    public void Shape_ThatOverflowsOrIsTooLarge_IsRefused(ulong first, ulong second) =>
        Assert.Contains("cannot be in a file of", _files.Refusal(RawGguf.Begin(1, 0).Tensor("a", 0, 0, first, second, 1, 1).Align(32).Zeros(64)));

    [Fact]
    public void Shape_ThatIsNoWholeBlock_IsRefused()
    {
        Assert.Contains("rows of 33 elements are no whole blocks of 32 (Q8_0)", _files.Refusal(RawGguf.Begin(1, 0).Tensor("a", 8, 0, 33).Zeros(200)));
        Assert.Contains("no whole blocks of 256 (Q4_K)", _files.Refusal(RawGguf.Begin(1, 0).Tensor("a", 12, 0, 128, 2).Zeros(200)));
    }

    [Theory]
    [InlineData(4, "there is no tensor type 4")]
    [InlineData(31, "there is no tensor type 31")]
    [InlineData(uint.MaxValue, "there is no tensor type 4294967295")]
    [InlineData(16, "its type IQ2_XXS is one that Castor does not run")]
    public void Type_NotRun_IsRefusedByName(uint type, string what) =>
        Assert.Contains(what, _files.Refusal(RawGguf.Begin(1, 0).Tensor("a", type, 0, 32).Align(32).Zeros(64)));

    [Theory]
    [InlineData(32ul, "beyond the 64 bytes of data")]
    [InlineData(1ul << 62, "beyond the 64 bytes of data")]
    [InlineData(long.MaxValue - 31, "beyond the 64 bytes of data")]
    [InlineData(ulong.MaxValue - 31, "no multiple of the alignment")]
    [InlineData(4ul, "no multiple of the alignment 32")]
    public void Offset_BeyondTheFileOrUnaligned_IsRefused(ulong offset, string what)
    {
        string refusal = _files.Refusal(RawGguf.Begin(1, 0).Tensor("blk.0.attn_q.weight", 0, offset, 16).Align(32).Zeros(64));

        Assert.Contains("tensor 'blk.0.attn_q.weight': offset", refusal);
        Assert.Contains(what, refusal);
        Assert.EndsWith("at byte 67.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_OnEachOther_AreRefused()
    {
        Assert.Contains(
            "tensor 'b': offset 32 lies inside tensor 'a'",
            _files.Refusal(RawGguf.Begin(2, 0).Tensor("a", 0, 0, 16).Tensor("b", 0, 32, 8).Align(32).Zeros(64)));
        Assert.Contains("lies inside", _files.Refusal(RawGguf.Begin(2, 0).Tensor("a", 0, 0, 16).Tensor("b", 0, 0, 16).Align(32).Zeros(64)));
    }

    [Fact]
    public void Name_EmptyTwiceTooLongOrWithControls_IsRefused()
    {
        Assert.Contains("the name is empty", _files.Refusal(RawGguf.Begin(1, 0).Tensor("", 0, 0, 1).Align(32).Zeros(64)));
        Assert.Contains("tensor 'a': the name is there twice", _files.Refusal(RawGguf.Begin(2, 0).Tensor("a", 0, 0, 1).Tensor("a", 0, 32, 1).Align(32).Zeros(64)));
        Assert.Contains("64 is the most", _files.Refusal(RawGguf.Begin(1, 0).Tensor(new string('a', 65), 0, 0, 1).Align(32).Zeros(64)));
        Assert.Contains("tensor '?[2Ja'", _files.Refusal(RawGguf.Begin(1, 0).Tensor("\e[2Ja", 0, 4, 1).Align(32).Zeros(64)));
    }

    [Fact]
    public void File_CutAtAnyByte_IsRefused()
    {
        byte[] whole = RawGguf.Begin(2, 2)
            .Key("k", RawGguf.Text).String("value").ArrayKey("n", RawGguf.UInt32, 2).U32(1).U32(2)
            .Tensor("a", 0, 0, 3, 2).Tensor("b", 8, 32, 32).Align(32).Zeros(66).ToArray();
        _files.Open(new RawGguf().Raw(whole));

        for (int length = 0; length < whole.Length; length++)
        {
            _files.Refusal(new RawGguf().Raw(whole.AsSpan(0, length)));
        }
    }
}
