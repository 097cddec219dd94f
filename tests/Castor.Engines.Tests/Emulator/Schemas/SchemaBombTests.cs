using System.Text;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>Hostile schemas end in a clear refusal, or a small answer, within moments.</summary>
public sealed class SchemaBombTests
{
    // Ten times what they take, for slow machines: what matters is that nothing grows without bound. Of the processor, since a busy machine is none of theirs.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    [Fact]
    public void Create_DoublingReferences_IsRefused() => ExpectRefusal(Chain(40, i => $$$"""{"type":"object","required":["l","r"],"properties":{"l":{{{Ref(i)}}},"r":{{{Ref(i)}}}}}"""));

    [Fact]
    public void Create_DoublingOneOf_IsRefused() => ExpectRefusal(Chain(40, i => $$$"""{"oneOf":[{{{Ref(i)}}},{{{Ref(i)}}}]}"""));

    [Fact]
    public void Create_HugeMinItems_IsRefused() => ExpectRefusal("""{"type":"array","minItems":1000000000,"items":{"type":"string"}}""");

    [Fact]
    public void Create_HugeNestedMinItems_IsRefused() => ExpectRefusal(Chain(6, i => $$$"""{"type":"array","minItems":100,"items":{{{Ref(i)}}}}"""));

    [Fact]
    public void Create_HugeMinLength_IsRefused() => ExpectRefusal("""{"type":"string","minLength":1000000000}""");

    [Fact]
    public void Create_HugeMinProperties_IsRefused() => ExpectRefusal("""{"type":"object","minProperties":1000000}""");

    [Fact]
    public void Create_VeryWide_IsRefused() =>
        ExpectRefusal("{\"type\":\"object\",\"properties\":{" + string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"p{i}\":{{}}")) + "}}");

    [Fact]
    public void Create_OptionalDoublingReferences_IsCut() => ExpectAnswer(Chain(40, i => $$$"""{"type":"object","properties":{"l":{{{Ref(i)}}},"r":{{{Ref(i)}}}}}"""));

    [Fact]
    public void Create_LongChainOfReferences_IsFollowed() => ExpectAnswer(Chain(3_000, Ref));

    [Fact]
    public void Create_DeepChainOfObjects_IsCut() => ExpectAnswer(Chain(2_000, i => $$$"""{"type":"object","properties":{"n":{{{Ref(i)}}}}}"""));

    [Theory]
    [InlineData("""{"type":"string","pattern":"^(a+)+$","minLength":2000}""")]
    [InlineData("""{"type":"string","pattern":"^(a|aa)+$","minLength":5000}""")]
    [InlineData("""{"type":"string","pattern":"(x+x+)+y"}""")]
    [InlineData("""{"type":"string","pattern":"^[a-z]{900}$"}""")]
    public void Create_PatternThatBacktracks_IsMatched(string schema) => ExpectAnswer(schema);

    [Theory]
    [InlineData("^(?=[a-z]{20,})(?:([a-z]+)+)+\\\\d(?=x)$")]
    [InlineData("^(?=(a+)+$)(b+)+c$")]
    public void Create_PatternsThatBacktrackWithoutEnd_AreRefused(string pattern) => ExpectRefusal(
        "{\"anyOf\":[" + string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{"type":"string","minLength":30,"pattern":"{{pattern}}{{i}}"}""")) + "]}");

    [Fact]
    public void Create_LargeEnumAndLongPrompt_IsFast()
    {
        string schema = "{\"enum\":[" + string.Join(',', Enumerable.Range(0, 9_000).Select(i => $"\"value {i}\"")) + "]}";
        string prompt = string.Join(' ', Enumerable.Range(0, 4_000).Select(i => "word" + i));
        TimeSpan start = ThreadTime.Used();
        Structured.Text(prompt, schema);
        Assert.True(ThreadTime.Used() - start < s_patience);
    }

    private static string Ref(int i) => $$$"""{"$ref":"#/$defs/d{{{i + 1}}}"}""";

    private static string Chain(int length, Func<int, string> link)
    {
        var text = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
        for (int i = 0; i < length; i++)
        {
            text.Append($"\"d{i}\":").Append(link(i)).Append(',');
        }

        return text.Append($"\"d{length}\":{{\"type\":\"string\"}}}}}}").ToString();
    }

    private static void ExpectRefusal(string schema)
    {
        TimeSpan start = ThreadTime.Used();
        ApiException e = Assert.Throws<ApiException>(() => Structured.Text("Some words", schema));
        Assert.StartsWith("The specified schema produces a constraint that has too many states for serving.", e.Message, StringComparison.Ordinal);
        Assert.True(ThreadTime.Used() - start < s_patience);
    }

    private static void ExpectAnswer(string schema)
    {
        TimeSpan start = ThreadTime.Used();
        Assert.InRange(Structured.Text("Some words", schema).Length, 2, 500_000);
        Assert.True(ThreadTime.Used() - start < s_patience);
    }
}
