using Castor.Engines.Local.Constraints;
using Castor.Inference.Constraints;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local.Constraints;

/// <summary>What may and may not be written under each keyword.</summary>
public sealed class SchemaGrammarTests
{
    private const string Abc = """{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"},"c":{"type":"integer"}} """;

    [Theory]
    [InlineData("""{"type":"integer","minimum":-12,"maximum":305}""", "-12 -9 -1 0 7 99 305", "-13 306 1000 -0 00 01 1.0 1e1 +1")]
    [InlineData("""{"type":"integer","exclusiveMinimum":0}""", "1 10 999999999999999999", "0 -1")]
    [InlineData("""{"type":"integer","minimum":10,"maximum":20,"multipleOf":4}""", "12 16 20", "10 14 24 8")]
    [InlineData("""{"type":"integer","format":"int32"}""", "2147483647 -2147483648", "2147483648 -2147483649")]
    [InlineData("""{"type":"number","minimum":-0.5,"exclusiveMaximum":1.25}""", "-0.5 0 1 1.2499 -0.1 0.0 1.0", "-0.51 1.25 1.3 -1 2 .5 1. -0")]
    [InlineData("""{"type":"number","exclusiveMinimum":-3.2,"maximum":-1.5}""", "-3.1999 -3 -1.5 -2.25", "-3.2 -1.4 -1 0 3")]
    [InlineData("""{"type":["boolean","null"]}""", "true false null", "0 \"true\" True nul")]
    [InlineData("""{"enum":["red",3,null,["a",1]]}""", "\"red\" 3 null [\"a\",1]", "\"re\" 4 \"red \"")]
    [InlineData("""{"const":{"k":"v"}}""", "{\"k\":\"v\"}", "{} {\"k\":\"w\"}")]
    [InlineData("""{"not":{"type":["string","number"]}}""", "true null [] {}", "1 \"a\"")]
    [InlineData("""{"anyOf":[{"type":"integer","minimum":5},{"type":"string","maxLength":1}]}""", "5 \"a\" \"\"", "4 \"ab\"")]
    [InlineData("""{"minimum":3,"anyOf":[{"type":"integer","maximum":4},{"type":"null"}]}""", "3 4 null", "2 5")]
    [InlineData("""{"oneOf":[{"type":"object","properties":{"k":{"const":"a"}},"required":["k"]},{"type":"object","properties":{"k":{"const":"b"},"n":{"type":"integer"}},"required":["k"]}]}""",
        "{\"k\":\"a\"} {\"k\":\"b\"} {\"k\":\"b\",\"n\":1}", "{} {\"k\":\"c\"} {\"k\":\"a\",\"n\":1}")]
    [InlineData("""{"allOf":[{"type":"string","minLength":2},{"pattern":"^[a-c]*$"}]}""", "\"ab\" \"cccc\"", "\"a\" \"abd\"")]
    [InlineData("""{"not":{"type":"integer"}}""", "1.5 0.01 -2.25 true", "1 1.0 -3")]
    [InlineData("""{"type":["integer","null","boolean"],"not":{"enum":[3,null,5]}}""", "2 4 6 true false", "3 5 null")]
    [InlineData("""{"type":"number","multipleOf":0.25}""", "0 1 0.5 -2.75 3.0 3.00", "0.1 1.3 0.125")]
    [InlineData("""{"type":"number","multipleOf":0.01,"minimum":0}""", "19.99 0.07 3 3.5", "1.001 -1")]
    [InlineData("""{"type":"number","multipleOf":2.5}""", "2.5 5 7.5 10.0", "2 2.6 5.5")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number","minimum":2}]}""", "1 0 2.5", "2 3 1.5")]
    [InlineData("""{"oneOf":[{"enum":["a","b"]},{"enum":["b","c"]}]}""", "\"a\" \"c\"", "\"b\"")]
    [InlineData("""{"oneOf":[{"enum":[1,2]},{"type":"integer","minimum":2}]}""", "1 3 4", "2 0")]
    [InlineData("""{"if":{"const":1},"then":false}""", "2 \"a\" null", "1")]
    [InlineData("""{"if":{"type":"string"},"then":{"maxLength":1},"else":{"type":"null"}}""", "\"a\" null", "\"ab\" 1")]
    [InlineData("""{"type":"string","not":{"pattern":"^a"}}""", "\"b\" \"ba\" \"\"", "\"a\" \"ab\"")]
    [InlineData("""{"enum":["a\u00a0🙂"]}""", "\"a\u00a0🙂\"", "\"a\\u00a0🙂\"")]
    public void Compile_Values_AreWrittenOnlyWhereTheySatisfyTheSchema(string schema, string good, string bad) =>
        Check(schema, good.Split(' '), bad.Split(' '));

    [Theory]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", "ab|é🙂|a\\\"|\\n\\\\x|\\u0001b", "a|abcd|🙂|\\|\\x41")]
    [InlineData("""{"type":"string","pattern":"b+$"}""", "b|abb|a b", "a|ba|")]
    [InlineData("""{"type":"string","pattern":"^\\S+@[a-z]+\\.(com|org)$"}""", "x@y.com|a.b@example.org", "x@y.net|@y.com|a b@y.com")]
    [InlineData("""{"type":"string","pattern":"\\bfoo\\b"}""", "foo|a foo b|foo!", "food|afoo|")]
    [InlineData("""{"type":"string","pattern":"^[A-Z]{2,3}$","minLength":3}""", "ABC", "AB|ABCD|abc")]
    [InlineData("""{"type":"string","pattern":"^a(bc)*d$","maxLength":5}""", "ad|abcd", "abcbcd|abc|")]
    [InlineData("""{"type":"string","pattern":"b$","maxLength":3}""", "b|abb|é🙂b", "aaab|ab🙂|")]
    [InlineData("""{"type":"string","pattern":"^x*$|^yyyy+$","minLength":2,"maxLength":4}""", "xx|xxxx|yyyy", "x|xxxxx|yyy|yyyyy|")]
    [InlineData("""{"type":"string","format":"email","maxLength":12}""", "a@b.de|ada@exa.com", "ada@example.com|ada@")]
    [InlineData("""{"type":"string","pattern":"^\\p{Lu}\\d?$"}""", "A|É7|Ж", "a|7|A77")]
    [InlineData("""{"type":"string","format":"date"}""", "2024-02-29|1999-12-31|2000-02-29", "2023-02-29|1900-02-29|2024-13-01|2024-04-31|24-01-01")]
    [InlineData("""{"type":"string","format":"date-time"}""", "2024-02-29T23:59:59Z|2024-01-01T00:00:00.5+02:00", "2024-02-29|2024-01-01T24:00:00Z")]
    [InlineData("""{"type":"string","format":"time"}""", "10:30:00Z|23:59:59.123-05:30", "10:30|25:00:00Z")]
    [InlineData("""{"type":"string","format":"duration"}""", "P3D|PT1H30M|P1Y2M|P2W", "P|PT|3D")]
    [InlineData("""{"type":"string","format":"email"}""", "ada@example.com|a.b+c@x-y.org", "ada|ada@|@x.com|a b@x.com")]
    [InlineData("""{"type":"string","format":"ipv4"}""", "127.0.0.1|255.255.255.255", "256.0.0.1|1.2.3|01.2.3.4")]
    [InlineData("""{"type":"string","format":"ipv6"}""", "::|::1|2001:db8::8:800:200c:417a|1:2:3:4:5:6:7:8", "1:2:3|:::|1:2:3:4:5:6:7:8:9")]
    [InlineData("""{"type":"string","format":"uuid"}""", "123e4567-e89b-12d3-a456-426614174000", "123e4567|123e4567e89b12d3a456426614174000")]
    [InlineData("""{"type":"string","format":"uri"}""", "https://example.com/a?b=c#d|http://localhost:8080/x%20y", "example.com|/a|https://")]
    [InlineData("""{"type":"string","format":"no-such-format"}""", "anything at all", "")]
    public void Compile_Strings_AreWrittenOnlyWhereTheySatisfyTheSchema(string schema, string good, string bad) =>
        Check(schema, Quoted(good), bad.Length == 0 ? [] : Quoted(bad));

    [Theory]
    [InlineData(Abc + ""","required":["b"]}""", "{\"b\":1} {\"a\":1,\"b\":2} {\"a\":1,\"b\":2,\"c\":3} {\"b\":1,\"c\":2}", "{} {\"a\":1} {\"b\":1,\"a\":2} {\"b\":1,} {\"b\":1,\"d\":2} {,\"b\":1}")]
    [InlineData(Abc + ""","propertyOrdering":["c","a"]}""", "{} {\"c\":1,\"a\":2,\"b\":3} {\"c\":1,\"b\":3} {\"b\":3}", "{\"a\":1,\"c\":2} {\"b\":1,\"a\":2}")]
    [InlineData(Abc + ""","minProperties":2}""", "{\"a\":1,\"c\":2} {\"b\":1,\"c\":1} {\"a\":1,\"b\":1,\"c\":1}", "{} {\"a\":1} {\"c\":1}")]
    [InlineData(Abc + ""","maxProperties":1,"required":["c"]}""", "{\"c\":2}", "{} {\"a\":1} {\"a\":1,\"c\":1}")]
    [InlineData(Abc + ""","additionalProperties":{"type":"boolean"}}""", "{} {\"a\":1,\"x\":true} {\"y\":true,\"x\":false} {\"ab\":true}", "{\"x\":1} {\"a\":true} {\"x\":true,\"a\":1}")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"},"maxProperties":2}""", "{} {\"x\":1} {\"x\":1,\"y\":2}", "{\"x\":1,\"y\":2,\"z\":3}")]
    [InlineData("""{"type":"object","patternProperties":{"^x_":{"type":"integer"}},"additionalProperties":false}""", "{} {\"x_1\":1}", "{\"y\":1} {\"x_1\":true}")]
    [InlineData("""{"type":"object","propertyNames":{"pattern":"^[a-z]{1,2}$"}}""", "{} {\"ab\":1}", "{\"abc\":1} {\"A\":1}")]
    [InlineData("""{"type":"object","required":["z"]}""", "{\"z\":[]}", "{} {\"y\":1}")]
    [InlineData(Abc + ""","dependentRequired":{"a":["c"]}}""", "{\"c\":1} {\"a\":1,\"c\":1}", "{\"a\":1}")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":3}""", "[1] [1,2] [1,2,3]", "[] [1,2,3,4] [true] [1,]")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"integer"},{"type":"boolean"}],"items":false}""", "[] [1] [1,true]", "[true] [1,true,1]")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"integer"}],"items":{"type":"null"},"minItems":2}""", "[1,null] [1,null,null]", "[1] [null,null]")]
    [InlineData("""{"$ref":"#/$defs/t","$defs":{"t":{"type":"object","properties":{"v":{"type":"integer"},"n":{"$ref":"#/$defs/t"}},"required":["v"]}}}""",
        "{\"v\":1} {\"v\":1,\"n\":{\"v\":2,\"n\":{\"v\":3}}}", "{\"n\":{\"v\":1}} {\"v\":1,\"n\":{}}")]
    [InlineData("""{"type":"object","properties":{"k":{"enum":["x","y"]},"n":{"type":"integer"}},"required":["k"],"if":{"properties":{"k":{"const":"x"}}},"then":{"required":["n"]},"else":{"properties":{"n":false}}}""",
        "{\"k\":\"x\",\"n\":1} {\"k\":\"y\"}", "{\"k\":\"x\"} {\"k\":\"y\",\"n\":1}")]
    [InlineData(Abc + ""","oneOf":[{"required":["a"]},{"required":["b"]}]}""", "{\"a\":1} {\"b\":1,\"c\":2}", "{} {\"c\":1} {\"a\":1,\"b\":1}")]
    [InlineData("""{"type":"object","oneOf":[{"properties":{"a":{"type":"integer"}},"required":["a"]},{"properties":{"b":{"type":"integer"}}}]}""", "{} {\"b\":1}", "{\"a\":1}")]
    [InlineData(Abc + ""","not":{"required":["a","b"]}}""", "{} {\"a\":1} {\"b\":1,\"c\":1}", "{\"a\":1,\"b\":1} {\"a\":1,\"b\":1,\"c\":1}")]
    [InlineData(Abc + ""","dependentSchemas":{"a":{"required":["c"],"properties":{"c":{"const":7}}}}}""", "{} {\"c\":1} {\"a\":1,\"c\":7}", "{\"a\":1} {\"a\":1,\"c\":1}")]
    [InlineData("""{"type":"object","dependentRequired":{"a":["b"]},"additionalProperties":{"type":"integer"}}""", "{} {\"b\":1} {\"x\":1} {\"a\":1,\"b\":1}", "{\"a\":1} {\"a\":1,\"x\":1}")]
    [InlineData("""{"type":"object","propertyNames":{"enum":["a","b"]},"additionalProperties":{"type":"integer"}}""", "{} {\"a\":1} {\"a\":1,\"b\":2}", "{\"c\":1}")]
    [InlineData("""{"type":"object","propertyNames":false}""", "{}", "{\"a\":1}")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"integer"}}}],"type":"object","properties":{"b":{"type":"integer"}},"unevaluatedProperties":false}""", "{} {\"a\":1} {\"b\":1}", "{\"c\":1}")]
    [InlineData("""{"type":"object","properties":{"b":{"type":"integer"}},"unevaluatedProperties":{"type":"boolean"}}""", "{} {\"b\":1} {\"b\":1,\"c\":true}", "{\"c\":1}")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"integer"}],"unevaluatedItems":{"type":"null"}}""", "[] [1] [1,null]", "[1,1] [null]")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"contains":{"minimum":5}}""", "[5] [1,7] [1,9,2]", "[] [1] [1,2]")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"contains":{"minimum":5},"minContains":2,"maxContains":2,"maxItems":4}""", "[5,6] [1,7,1,8]", "[5] [5,6,7] [1,2] [1,1,1,5,5]")]
    [InlineData("""{"type":"array","contains":{"const":1},"minContains":0,"maxContains":0,"items":{"type":"integer","maximum":2},"minItems":1}""", "[2] [0,2]", "[1] [] [2,1]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"type":"string"}}""", "[] [\"a\"] [\"a\",\"ab\",\"\"] [\"ab\",\"a\",\"abc\",\"b\"]", "[\"a\",\"a\"] [\"ab\",\"a\",\"ab\"] [\"\",\"x\",\"\"]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"type":"string","maxLength":1},"minItems":2}""", "[\"a\",\"b\"] [\"\",\"b\",\"é\"]", "[\"a\"] [\"é\",\"é\"] [\"a\",\"bc\"]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"type":"integer"}}""", "[1,11,111] [-1,1] [12,1]", "[1,1] [10,7,10] [0,-1,0]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"type":"number"}}""", "[1,1.5] [1.0,10] [0.5,0.05] [1.5,1.05,1.005] [0,-1]", "[1,1.0] [1.00,1] [1.5,1.50] [0.50,2,0.5] [0,0.0] [10,10.000]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"enum":["a","b",1,true,null]}}""", "[\"b\",\"a\"] [null,1,true,\"a\",\"b\"]", "[1,1] [null,1,true,\"a\",\"b\",1] [\"a\",\"b\",\"a\"]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"enum":["a","b"]},"minItems":2}""", "[\"b\",\"a\"] [\"a\",\"b\"]", "[\"a\"] [\"a\",\"a\"] [\"a\",\"b\",\"a\"]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"type":"boolean"}}""", "[] [true,false]", "[true,true] [true,false,true]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"anyOf":[{"type":"integer","minimum":1,"maximum":3},{"type":"number","minimum":2,"maximum":2},{"type":"null"}]},"minItems":4}""", "[1,2,3,null] [2.0,3,null,1]", "[1,2,3] [1,2,2.0,3,null]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"type":"array","items":{"type":"integer"},"uniqueItems":true},"maxItems":1}""", "[] [[]] [[1,2]]", "[[1,1]] [[],[]]")]
    [InlineData("""{"type":"array","items":{"type":"array","items":{"type":"integer"},"uniqueItems":true}}""", "[[1],[1]] [[1,2],[2,1],[]]", "[[1,1]] [[1],[2,2]]")]
    public void Compile_Containers_AreWrittenOnlyWhereTheySatisfyTheSchema(string schema, string good, string bad) =>
        Check(schema, good.Split(' '), bad.Split(' '));

    [Fact]
    public void Compile_SpaceAfterCommasAndColons_MayBeOrNot()
    {
        Check(Abc + "}", ["{\"a\": 1, \"b\": 2}", "{\"a\":1, \"b\":2}"], ["{ \"a\":1}", "{\"a\":  1}", "{\"a\":1 }", "{\"a\" :1}", "{\n\"a\":1}"]);
    }

    [Theory]
    [InlineData("""{"type":"array","uniqueItems":true}""", "uniqueItems", "")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"type":"object"},"uniqueItems":true}}}""", "uniqueItems", "/properties/a")]
    [InlineData("""{"type":"object","properties":{"a":{"if":{"format":"date"},"then":false}}}""", "if", "/properties/a")]
    [InlineData("""{"type":"string","not":{"format":"date"}}""", "not", "/not")]
    [InlineData("""{"$defs":{"x":{"$dynamicAnchor":"n"},"y":{"$dynamicAnchor":"n","type":"null"}},"$dynamicRef":"#n"}""", "$dynamicRef", "")]
    [InlineData("""{"type":"number","multipleOf":0.00000001}""", "multipleOf", "")]
    [InlineData("""{"type":"string","pattern":"^(?!a)"}""", "lookaround", "")]
    [InlineData("""{"type":"string","oneOf":[{"format":"date"},{"format":"date"}]}""", "oneOf", "")]
    [InlineData("""{"type":"object","minProperties":2}""", "minProperties", "")]
    public void Compile_WhatNoAutomatonHolds_IsRefusedWithItsPath(string schema, string word, string path)
    {
        SchemaRefusedException e = Assert.Throws<SchemaRefusedException>(() => Decoding.Compile(schema));

        Assert.Contains(word, e.Message, StringComparison.Ordinal);
        Assert.Equal(path, e.Path);
    }

    public static TheoryData<string> Bombs => [
        """{"type":"string","minLength":4000000000}""",
        """{"type":"string","pattern":"^(a|b)*a(a|b){40}$"}""",
        """{"type":"string","pattern":"((((a{0,99}){0,99}){0,99}){0,99})b"}""",
        """{"type":"string","pattern":"b$","minLength":100000}""",
        """{"type":"array","minItems":100000000,"items":{"type":"integer"}}""",
        Wide(20_000),
        Crossed(14),
        Refined(30),
        Nested(3_000),
    ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Compile_SchemaBombs_AreRefused(string schema)
    {
        Exception? e = Record.Exception(() => Decoding.Compile(schema));

        Assert.True(e is SchemaRefusedException or ApiException or System.Text.Json.JsonException, $"{e}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compile_ManyConditionsOnOneProperty_AddUpAndDoNotMultiply(bool isRequired)
    {
        string required = isRequired ? "\"k\"," : "";
        IEnumerable<string> conditions = Enumerable.Range(0, 120).Select(i =>
            "{\"if\":{\"properties\":{\"k\":{\"const\":\"v" + i + "\"}}},\"then\":{\"properties\":{\"n\":{\"minimum\":" + i + "}}}}");
        Grammar grammar = Decoding.Compile(
            """{"type":"object","properties":{"k":{"type":"string"},"n":{"type":"integer"}},"required":[""" + required + "\"n\"],\"allOf\":[" + string.Join(',', conditions) + "]}");

        Assert.True(grammar.NodeCount < 20_000, $"{grammar.NodeCount}");
        Assert.True(Decoding.Spark.CanWrite(grammar, """{"k":"v6","n":6}"""));
        Assert.True(Decoding.Spark.CanWrite(grammar, """{"k":"other","n":-1}"""));
        Assert.False(Decoding.Spark.CanWrite(grammar, """{"k":"v6","n":5}"""));
        Assert.Equal(!isRequired, Decoding.Spark.CanWrite(grammar, """{"n":119}"""));
        Assert.False(Decoding.Spark.CanWrite(grammar, """{"n":118}"""));
    }

    [Fact]
    public void Compile_ManyBranchesOfOneOf_AreToldApartWithoutCrossingThem()
    {
        IEnumerable<string> branches = Enumerable.Range(0, 40).Select(i =>
            "{\"type\":\"object\",\"properties\":{\"x" + i + "\":{\"type\":\"integer\"},\"note\":{\"type\":\"string\"}},\"required\":[\"x" + i + "\"]}");
        Grammar grammar = Decoding.Compile("""{"oneOf":[{"type":"object","properties":{"note":{"type":"string"}},"additionalProperties":false},""" + string.Join(',', branches) + "]}");

        Assert.True(grammar.NodeCount < 20_000, $"{grammar.NodeCount}");
        Assert.True(Decoding.Spark.CanWrite(grammar, """{"x7":1,"note":"a"}"""));
        Assert.True(Decoding.Spark.CanWrite(grammar, """{"note":"a"}"""));
        Assert.False(Decoding.Spark.CanWrite(grammar, """{"x7":true,"note":"a"}"""));
    }

    private static string Wide(int count) => "{\"properties\":{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"p{i}\":{{}}")) + "}}";

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"type\":\"array\",\"minItems\":1,\"items\":", depth)) + "{}" + new string('}', depth);

    // Choices beside each other multiply.
    private static string Crossed(int count) =>
        $$"""{"allOf":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"anyOf":[{"minLength":{{i}}},{"maxLength":{{100 + i}}}]}"""))}}]}""";

    // What holds together grows from level to level.
    private static string Refined(int count)
    {
        IEnumerable<int> numbers = Enumerable.Range(0, count);
        IEnumerable<string> definitions = numbers.Select(i => $$"""
            "d{{i}}":{"type":"object","properties":{"x":{"anyOf":[{"$ref":"#/$defs/d{{(i + 1) % count}}"},{"$ref":"#/$defs/d{{((i * 7) + 3) % count}}"}]} },"required":["x"]}
            """);
        return "{\"allOf\":[" + string.Join(',', numbers.Select(i => $$"""{"$ref":"#/$defs/d{{i}}"}""")) + "],\"$defs\":{" + string.Join(',', definitions) + "}}";
    }

    private static string[] Quoted(string texts) => [.. texts.Split('|').Select(t => $"\"{t}\"")];

    private static void Check(string schema, string[] good, string[] bad)
    {
        Grammar grammar = Decoding.Compile(schema);
        Assert.All(good, text => Assert.True(Decoding.Spark.CanWrite(grammar, text), text));
        Assert.All(bad, text => Assert.False(Decoding.Spark.CanWrite(grammar, text), text));
    }
}
