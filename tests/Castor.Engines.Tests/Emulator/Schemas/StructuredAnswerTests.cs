using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Schemas;

public sealed class StructuredAnswerTests
{
    private static readonly Schema s_directions = new() { Type = SchemaType.String, Format = "enum", Enum = ["EAST", "NORTH", "SOUTH", "WEST"] };

    [Fact]
    public void Create_NothingAsked_IsNull() =>
        Assert.Null(Structured.Text("Hi", new GenerationConfig { ResponseSchema = s_directions }));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/yaml")]
    public void Create_OtherMimeType_IsNull(string mimeType) =>
        Assert.Null(Structured.Text("Hi", new GenerationConfig { ResponseMimeType = mimeType, ResponseSchema = s_directions }));

    [Fact]
    public void Create_EnumMimeType_IsBareText() =>
        Assert.Equal("NORTH", Structured.Text("Which way is north?", new GenerationConfig { ResponseMimeType = "text/x.enum", ResponseSchema = s_directions }));

    [Fact]
    public void Create_EnumAsJson_IsQuoted() =>
        Assert.Equal("\"NORTH\"", Structured.Text("Which way is north?", new GenerationConfig { ResponseMimeType = "application/json", ResponseSchema = s_directions }));

    [Fact]
    public void Create_IntegerEnum_IsNumber()
    {
        JsonElement answer = Structured.Json("The flat 202, please", new Schema { Type = SchemaType.Integer, Format = "enum", Enum = ["101", "202"] });
        Assert.Equal(JsonValueKind.Number, answer.ValueKind);
    }

    [Fact]
    public void Create_LegacyField_IsTaken() =>
        Assert.Equal("true", Structured.Text("", new GenerationConfig { ResponseMimeType = "application/json", LegacyResponseJsonSchema = JsonElement.Parse("""{"const":true}""") }));

    [Fact]
    public void Create_NoSchema_IsObjectWithTheNamedKeys()
    {
        string text = Structured.Text("Describe a cat. Reply with the keys name and colour.", new GenerationConfig { ResponseMimeType = "application/json" })!;
        Assert.Equal(["name", "colour"], Structured.Names(JsonElement.Parse(text)));
    }

    [Fact]
    public void Create_NoSchemaAndNoKeys_IsObject() =>
        Assert.Equal(["answer"], Structured.Names(JsonElement.Parse(Structured.Text("Hi", new GenerationConfig { ResponseMimeType = "application/json" })!)));

    [Fact]
    public void Create_SameSeed_IsTheSame()
    {
        const string schema = """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"},"c":{"type":"array","items":{"type":"integer"}}}}""";
        Assert.Equal(Structured.Text("x", schema, seed: 3), Structured.Text("x", schema, seed: 3));
        Assert.Contains(Enumerable.Range(4, 10), seed => Structured.Text("x", schema, (ulong)seed) != Structured.Text("x", schema, seed: 3));
    }

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"string","maxLength":8},"uniqueItems":true,"minItems":3}""")]
    [InlineData("""{"type":"array","items":{"type":"string","maxLength":1},"uniqueItems":true,"minItems":9}""")]
    [InlineData("""{"type":"array","items":{"type":["boolean","null"]},"uniqueItems":true,"minItems":3}""")]
    [InlineData("""{"type":"array","items":{"enum":["a",null,1,2,3,4,5,6,7,8,9,10]},"uniqueItems":true,"minItems":12}""")]
    [InlineData("""{"type":"array","items":{"type":"object","properties":{"a":{"enum":["x","y"]},"b":{"type":"boolean"}},"required":["a","b"]},"uniqueItems":true,"minItems":2}""")]
    public void Create_ItemsThatMustDiffer_DoWhereTheyCan(string schema)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            JsonElement answer = JsonElement.Parse(Structured.Text("Hi", schema, seed)!);
            string[] items = [.. answer.EnumerateArray().Select(i => i.GetRawText())];
            Assert.Equal(items.Length, items.Distinct().Count());
        }
    }

    [Fact]
    public void Create_Object_IsIndentedAsModelsWriteIt() =>
        Assert.Equal("{\n  \"a\": 1\n}", Structured.Text("", """{"type":"object","properties":{"a":{"const":1}}}"""));

    [Fact]
    public void Create_NonAsciiText_IsNotEscaped() =>
        Assert.Equal("\"größe <b> 東京\"", Structured.Text("", """{"const":"größe <b> 東京"}"""));

    [Fact]
    public void Create_PropertyOrdering_ComesFirstThenDeclaration()
    {
        JsonElement answer = Structured.Json("", """{"type":"object","properties":{"a":{},"b":{},"c":{},"d":{}},"propertyOrdering":["c","a","zz"]}""");
        Assert.Equal(["c", "a", "b", "d"], Structured.Names(answer));
    }

    [Fact]
    public void Create_OptionalProperties_AreThere()
    {
        JsonElement answer = Structured.Json("", """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a"]}""");
        Assert.Equal(["a", "b"], Structured.Names(answer));
    }

    [Fact]
    public void Create_Recursive_EndsSoon()
    {
        string text = Structured.Text("", """
            {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["value"],"properties":{
              "value":{"type":"integer"},"left":{"$ref":"#/$defs/node"},"children":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}
            """);
        Assert.InRange(text.Length, 10, 2_000);
        Assert.Contains("left", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_RequiredRecursionThroughNull_EndsInNull()
    {
        JsonElement answer = Structured.Json("", """
            {"$ref":"#/$defs/n","$defs":{"n":{"type":"object","required":["next"],"properties":{"next":{"anyOf":[{"$ref":"#/$defs/n"},{"type":"null"}]}}}}}
            """);
        Assert.EndsWith("null}}", JsonSerializer.Serialize(answer).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Alternatives_TakesTurnsInArrays()
    {
        JsonElement answer = Structured.Json("", """
            {"type":"array","minItems":4,"maxItems":4,"items":{"oneOf":[
              {"type":"object","properties":{"kind":{"const":"cat"}},"required":["kind"]},{"type":"object","properties":{"kind":{"const":"dog"}},"required":["kind"]}]}}
            """);
        Assert.Equal(["cat", "dog", "cat", "dog"], answer.EnumerateArray().Select(item => item.GetProperty("kind").GetString()));
    }

    [Fact]
    public void Create_ExclusiveOneOf_MatchesOnlyOne()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            int answer = Structured.Json("", """{"type":"integer","minimum":0,"maximum":30,"oneOf":[{"multipleOf":3},{"multipleOf":5}]}""", seed).GetInt32();
            Assert.True((answer % 3 == 0) != (answer % 5 == 0), $"{answer}");
        }
    }

    [Theory]
    [InlineData("""{"type":"string","example":"an example","default":"a default"}""", "an example")]
    [InlineData("""{"type":"string","examples":["first","second"]}""", "first")]
    [InlineData("""{"type":"string","default":"a default"}""", "a default")]
    [InlineData("""{"type":"string","example":7,"default":"a default"}""", "a default")]
    [InlineData("""{"type":"string","maxLength":4,"example":"too long","default":"fits"}""", "fits")]
    public void Create_ValidExample_IsTaken(string schema, string expected) =>
        Assert.Equal(expected, Structured.Json("", schema).GetString());

    [Theory]
    [InlineData("""{"$ref":"#/definitions/a~1b/properties/x","definitions":{"a/b":{"properties":{"x":{"const":1}}}}}""")]
    [InlineData("""{"$ref":"#here","$defs":{"d":{"$anchor":"here","const":1}}}""")]
    [InlineData("""{"$id":"https://example.com/root","$ref":"other","$defs":{"d":{"$id":"other","const":1}}}""")]
    [InlineData("""{"$id":"https://example.com/root","$ref":"other#/$defs/x","$defs":{"d":{"$id":"/other","$defs":{"x":{"const":1}}}}}""")]
    [InlineData("""{"anyOf":[{"$ref":"#/anyOf/1"},{"const":1}]}""")]
    [InlineData("""{"items":[{"const":2}],"const":1}""")]
    public void Create_Reference_IsFollowed(string schema) => Assert.Equal(1, Structured.Json("", schema).GetInt32());

    [Fact]
    public void Create_UppercaseTypesInJsonSchema_AreTaken()
    {
        JsonElement answer = Structured.Json("", """{"type":"OBJECT","properties":{"score":{"type":"INTEGER","minimum":1,"maximum":100}},"required":["score"]}""");
        Assert.InRange(answer.GetProperty("score").GetInt32(), 1, 100);
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":5,"maximum":4}""", "no number lies within the bounds")]
    [InlineData("""{"type":"integer","exclusiveMinimum":1,"exclusiveMaximum":2}""", "no number lies within the bounds")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","minLength":3,"maxLength":2}},"required":["a"]}""", "minLength is greater than maxLength (at a)")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["b"],"additionalProperties":false}""", "the property b is required and not allowed")]
    [InlineData("""{"type":"array","items":{"enum":[1,2]},"uniqueItems":true,"minItems":3}""", "there are not enough different items")]
    [InlineData("""{"type":"string","enum":[1,2]}""", "no value of the enum satisfies the schema")]
    [InlineData("""{"enum":[]}""", "no value of the enum satisfies the schema")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"integer"}]}""", "the types exclude each other")]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","required":["n"],"properties":{"n":{"$ref":"#/$defs/n"}}}}}""", "no value of finite depth")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/a"}}}""", "lead in a circle")]
    [InlineData("""{"$ref":"#/$defs/missing"}""", "has no target")]
    [InlineData("""{"type":"string","pattern":"(a"}""", "is not a regular expression: Unterminated group.")]
    [InlineData("""{"type":"string","format":"ipv4","maxLength":3}""", "no text fits the format and the lengths")]
    [InlineData("""{"type":"string","pattern":"^a{9}$","maxLength":3}""", "no text was found that the pattern and the lengths allow")]
    [InlineData("""false""", "no value of finite depth")]
    [InlineData("""7""", "must be an object or a boolean")]
    public void Create_Unsatisfiable_SaysWhy(string schema, string why)
    {
        ApiException e = Assert.Throws<ApiException>(() => Structured.Text("", schema));
        Assert.Equal(ApiStatus.InvalidArgument, e.Status);
        Assert.StartsWith("GenerateContentRequest.generation_config.response_json_schema: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_PatternWithLookahead_IsTried() =>
        Assert.Matches("^(?=.*[A-Z])(?=.*\\d).{8,}$", Structured.Json("", """{"type":"string","pattern":"^(?=.*[A-Z])(?=.*\\d).{8,}$"}""").GetString()!);
}
