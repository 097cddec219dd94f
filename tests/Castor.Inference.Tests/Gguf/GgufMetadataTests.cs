using Castor.Inference.Gguf;

namespace Castor.Inference.Tests.Gguf;

public sealed class GgufMetadataTests : IDisposable
{
    private readonly MemoryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Scalars_OfEachKind_AreRead()
    {
        GgufMetadata metadata = Open(
            6,
            raw => raw.Key("text", RawGguf.Text).String("gemma3 ▁é")
                .Key("number", RawGguf.UInt32).U32(4_000_000_000)
                .Key("negative", RawGguf.Int32).U32(unchecked((uint)-7))
                .Key("real", RawGguf.Single).F32(1e-6f)
                .Key("yes", RawGguf.Boolean).U8(1)
                .Key("big", RawGguf.UInt64).U64(1UL << 40));

        Assert.Equal("gemma3 ▁é", metadata.GetString("text"));
        Assert.Equal(4_000_000_000, metadata.GetUInt32("number"));
        Assert.Equal(-7, metadata.GetInt32("negative"));
        Assert.Equal(1e-6f, metadata.GetSingle("real"));
        Assert.True(metadata.GetBoolean("yes"));
        Assert.Equal(1L << 40, metadata.GetInt64("big"));
        Assert.Equal(["text", "number", "negative", "real", "yes", "big"], metadata.Keys);
    }

    [Fact]
    public void Arrays_OfEachKind_AreRead()
    {
        GgufMetadata metadata = Open(
            5,
            raw => raw.ArrayKey("texts", RawGguf.Text, 3).String("a").String("").String("▁the")
                .ArrayKey("reals", RawGguf.Single, 2).F32(-1.5f).F32(2)
                .ArrayKey("doubles", RawGguf.Double, 1).F64(0.5)
                .ArrayKey("bytes", RawGguf.UInt8, 3).U8(1).U8(2).U8(255)
                .ArrayKey("flags", RawGguf.Boolean, 3).U8(1).U8(0).U8(1));

        Assert.Equal(["a", "", "▁the"], metadata.GetStrings("texts"));
        Assert.Equal([-1.5f, 2f], metadata.GetSingles("reals"));
        Assert.Equal([0.5f], metadata.GetSingles("doubles"));
        Assert.Equal([1, 2, 255], metadata.GetInt32s("bytes"));
        Assert.Equal([true, false, true], metadata.GetBooleans("flags"));
        Assert.True(metadata.IsArray("flags"));
    }

    [Fact]
    public void Missing_Key_TakesTheOtherValueOrIsNamed()
    {
        GgufMetadata metadata = Open(0, raw => raw);

        Assert.Equal(5, metadata.GetInt32("a.b", 5));
        Assert.Equal(6u, metadata.GetUInt32("a.b", 6));
        Assert.Equal(0.5f, metadata.GetSingle("a.b", 0.5f));
        Assert.True(metadata.GetBoolean("a.b", true));
        Assert.Equal("x", metadata.GetString("a.b", "x"));
        Assert.False(metadata.IsArray("a.b"));
        Assert.Contains("key 'a.b' is missing", Assert.Throws<GgufException>(() => metadata.GetInt32s("a.b")).Message);
    }

    [Fact]
    public void Number_ThatDoesNotFit_IsAnError()
    {
        GgufMetadata metadata = Open(
            4,
            raw => raw.Key("big", RawGguf.UInt64).U64(1UL << 32)
                .Key("negative", RawGguf.Int32).U32(uint.MaxValue)
                .Key("half", RawGguf.Single).F32(0.5f)
                .Key("nan", RawGguf.Double).F64(double.NaN));

        Assert.Contains("key 'big': 4294967296 does not fit Int32", Assert.Throws<GgufException>(() => metadata.GetInt32("big")).Message);
        Assert.Throws<GgufException>(() => metadata.GetUInt32("negative"));
        Assert.Throws<GgufException>(() => metadata.GetInt32("half"));
        Assert.Throws<GgufException>(() => metadata.GetInt64("nan"));
        Assert.Equal(4294967296f, metadata.GetSingle("big"));
    }

    [Fact]
    public void Value_OfAnotherType_IsAnErrorThatTellsWhatAndWhere()
    {
        var raw = RawGguf.Begin(0, 2).Key("text", RawGguf.Text);
        long at = raw.Position;
        GgufMetadata metadata = _files.Open(raw.String("x").ArrayKey("flags", RawGguf.Boolean, 1).U8(1)).Metadata;

        Assert.EndsWith(
            $"key 'text': a String where a number (UInt32) belongs, at byte {at}.",
            Assert.Throws<GgufException>(() => metadata.GetUInt32("text")).Message,
            StringComparison.Ordinal);
        Assert.Throws<GgufException>(() => metadata.GetUInt32("text", 7));
        Assert.Throws<GgufException>(() => metadata.GetStrings("text"));
        Assert.Throws<GgufException>(() => metadata.GetBoolean("flags"));
        Assert.Contains("an array of 1 Boolean", Assert.Throws<GgufException>(() => metadata.GetInt32s("flags")).Message);
    }

    [Fact]
    public void Strings_WithOneThatIsNotUtf8_AreRefusedWhenAskedFor()
    {
        GgufMetadata metadata = Open(1, raw => raw.ArrayKey("texts", RawGguf.Text, 2).String("ok").U64(2).Raw([0xC3, 0x28]));

        Assert.Contains("element 1 is not UTF-8", Assert.Throws<GgufException>(() => metadata.GetStrings("texts")).Message);
    }

    [Fact]
    public void NestedArrays_AreSteppedOver()
    {
        GgufMetadata metadata = Open(
            2,
            raw => raw.ArrayKey("nested", RawGguf.Array, 2).U32(RawGguf.UInt8).U64(3).Zeros(3).U32(RawGguf.Text).U64(1).String("a")
                .Key("after", RawGguf.UInt8).U8(9));

        Assert.Equal(9, metadata.GetInt32("after"));
        Assert.Throws<GgufException>(() => metadata.GetInt32s("nested"));
    }

    private GgufMetadata Open(ulong entries, Func<RawGguf, RawGguf> write) => _files.Open(write(RawGguf.Begin(0, entries))).Metadata;
}
