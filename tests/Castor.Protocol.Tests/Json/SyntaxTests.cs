using System.Text;
using Castor.Protocol.Json;

namespace Castor.Protocol.Tests.Json;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("not json", "Unexpected token.\nnot json\n^")]
    [InlineData("{not json", "Expected : between key:value pair.\n{not json\n     ^")]
    [InlineData("{\"structuredQuery\":", "Unexpected end of string. Expected a value.\n\n^")]
    [InlineData("{,}", "Expected an object key or }.\n{,}\n ^")]
    [InlineData("{true: 1}", "Expected an object key or }.\n{true: 1}\n     ^")]
    [InlineData("{\"a\" 1}", "Expected : between key:value pair.\n{\"a\" 1}\n     ^")]
    [InlineData("{\"a\": 1 2}", "Expected , or } after key:value pair.\n{\"a\": 1 2}\n        ^")]
    [InlineData("[1 2]", "Expected , or ] after array value.\n[1 2]\n   ^")]
    [InlineData("{} x", "Parsing terminated before end of input.\n{} x\n   ^")]
    [InlineData("{}{}", "Parsing terminated before end of input.\n{}{}\n  ^")]
    [InlineData("[01]", "Octal/hex numbers are not valid JSON values.\n[01]\n ^")]
    [InlineData("[-01]", "Octal/hex numbers are not valid JSON values.\n[-01]\n ^")]
    [InlineData("[0x10]", "Octal/hex numbers are not valid JSON values.\n[0x10]\n ^")]
    [InlineData("[1-2]", "Unable to parse number.\n[1-2]\n ^")]
    [InlineData("[-]", "Unable to parse number.\n[-]\n ^")]
    [InlineData("[1e999]", "Number exceeds the range of double.\n[1e999]\n ^")]
    [InlineData("[\"\\uzzzz\"]", "Invalid escape sequence.\n[\"\\uzzzz\"]\n  ^")]
    [InlineData("{", "Unexpected end of string. Expected an object key or }.\n\n^")]
    [InlineData("{\"contents\":[", "Unexpected end of string. Expected a value or ] within an array.\n\n^")]
    [InlineData("{\"a\"", "Unexpected end of string. Expected : between key:value pair.\n\n^")]
    [InlineData("{\"store\":true", "Unexpected end of string. Expected , or } after key:value pair.\n\n^")]
    [InlineData("{\"generationConfig\":{\"topK\":1", "Unexpected end of string. Expected , or } after key:value pair.\n1\n ^")]
    [InlineData("{\"contents\":[,]   }", "Unexpected token.\n{\"contents\":[,]   }\n             ^")]
    [InlineData("{\"contents\":[,]", "Unexpected token.\n,]\n^")]
    [InlineData("{\"a\": #1}", "Expected a value.\n#1}\n^")]
    [InlineData("{\"a\": // comment\n1}", "Expected a value.\n// comment\n1}\n^")]
    [InlineData("{\"a\": NaN, \"b\": 12345678901234567890}", "Unexpected token.\n{\"a\": NaN, \"b\": 1234567890\n      ^")]
    [InlineData("{\"a\": Infinity}", "Unexpected token.\n{\"a\": Infinity}\n      ^")]
    [InlineData("{\"text\":\"abc", "Closing quote expected in string.\n\n^")]
    [InlineData("{\"text\":\"abc\\", "Closing quote expected in string.\n\\\n^")]
    [InlineData("{\"text\":\"abc\\u12", "Illegal hex string.\n\\u12\n^")]
    [InlineData("{\"a\": tru", "Unexpected token.\ntru\n^")]
    [InlineData("   ", "Unexpected end of string. Expected a value.\n\n^")]
    [InlineData("{\"k\": 1111111111111111111111111111111111111111, x}", "Expected : between key:value pair.\n11111111111111111, x}\n                    ^")]
    public void ReadRequest_BrokenJson_IsQuotedWithACaret(string body, string text) =>
        Assert.Equal("Invalid JSON payload received. " + text, Refuse(body).Message);

    [Fact]
    public void ReadRequest_BrokenJson_HasNoDetails() => Assert.Empty(Refuse("{not json").Details);

    [Fact]
    public void ReadRequest_ContextThatSplitsACharacter_GetsTheGenericText() =>
        Assert.Equal("Request contains an invalid argument.", Refuse("{\"a\": \"éééééééééé01234567890é\" x}").Message);

    [Fact]
    public void ReadRequest_BodyCutAfterAMistake_TellsTheMistake()
    {
        Assert.Equal("Invalid JSON payload received. Unknown name \"nope\": Cannot find field.", Refuse("{\"nope\": 1, \"contents\": [").Message);
        Assert.StartsWith("Invalid JSON payload received. Expected : between", Refuse("{\"nope\": 1, \"contents\" []}").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "Invalid JSON payload received. Message too deep. Max recursion depth reached in array")]
    public void ReadRequest_NestedLists_MayBeAHundredDeep(int depth, string? refusal)
    {
        // Five objects stand above the lists.
        string lists = new string('[', depth - 5) + new string(']', depth - 5);
        string body = """{"contents":{"parts":{"functionCall":{"args":{"a":LISTS}}}}}""".Replace("LISTS", lists, StringComparison.Ordinal);

        Assert.Equal(refusal, Record.Exception(() => Read(body))?.Message);
    }

    [Fact]
    public void ReadRequest_NestedObjects_AreRefusedByTheirKey()
    {
        string body = string.Concat(Enumerable.Repeat("{\"k\":", 101)) + "1" + new string('}', 101);

        Assert.Equal("Invalid JSON payload received. Message too deep. Max recursion depth reached for key 'k'", Refuse(body).Message);
    }

    [Fact]
    public void ReadRequest_MillionsOfBrackets_AreRefused() =>
        Assert.Contains("Message too deep", Refuse(new string('[', 5_000_000)).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadRequest_ManyRepeatedMembers_AreReadInLinearTime()
    {
        string body = "{" + string.Concat(Enumerable.Repeat("\"model\":\"a\",", 300_000)) + "\"model\":\"b\"}";

        Assert.Equal("b", Read(body).Model);
    }

    private static ApiException Refuse(string body) => Assert.Throws<ApiException>(() => Read(body));

    private static GenerateContentRequest Read(string body) => WireJson.ReadRequest<GenerateContentRequest>(Encoding.UTF8.GetBytes(body));
}
