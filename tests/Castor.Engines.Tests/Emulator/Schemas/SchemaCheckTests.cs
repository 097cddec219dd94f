using System.Text.Json;
using Castor.Engines.Schemas;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests.Emulator.Schemas;

public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("""{"type":"OBJECT","properties":{"a":{"type":"STRING","enum":["x"]},"b":{"type":"ARRAY","items":{"type":"INTEGER"}}},"required":["a"],"propertyOrdering":["b","a"]}""")]
    [InlineData("""{"anyOf":[{"type":"STRING","format":"date-time"},{"type":"NULL"}]}""")]
    public void Check_SoundApiSchema_FindsNothing(string schema) => Assert.Empty(SchemaCheck.Check(Api(schema)));

    [Theory]
    [InlineData("""{}""", "type", "must be specified when not using one_of, any_of or all_of fields")]
    [InlineData("""{"type":"OBJECT"}""", "properties", "should be non-empty for OBJECT type")]
    [InlineData("""{"type":"STRING","properties":{"a":{"type":"STRING"}}}""", "properties", "only allowed for OBJECT type")]
    [InlineData("""{"type":"STRING","required":["a"]}""", "required", "only allowed for OBJECT type")]
    [InlineData("""{"type":"OBJECT","properties":{"a":{"type":"STRING"}},"required":["a","b"]}""", "required[1]", "property is not defined")]
    [InlineData("""{"type":"OBJECT","properties":{"a":{"type":"STRING"}},"propertyOrdering":["b"]}""", "property_ordering[0]", "property is not defined")]
    [InlineData("""{"type":"OBJECT","properties":{"":{"type":"STRING"}}}""", "properties[]", "key cannot be empty")]
    [InlineData("""{"type":"ARRAY"}""", "items", "missing field.")]
    [InlineData("""{"type":"STRING","items":{"type":"STRING"}}""", "items", "field predicate failed: $type == Type.ARRAY")]
    [InlineData("""{"type":"BOOLEAN","enum":["a"]}""", "enum", "only allowed for STRING type")]
    [InlineData("""{"type":"STRING","enum":["a","b",""]}""", "enum[2]", "cannot be empty")]
    [InlineData("""{"type":"STRING","pattern":"["}""", "pattern", "is not a regular expression: Unterminated character class.")]
    [InlineData("""{"type":"STRING","format":"uri"}""", "format", "only 'enum' and 'date-time' are supported for STRING type")]
    public void Check_ApiSchema_TellsPathAndText(string schema, string path, string message)
    {
        SchemaFinding finding = Assert.Single(SchemaCheck.Check(Api(schema)));
        Assert.Equal((path, message), (finding.Path, finding.Message));
    }

    [Fact]
    public void Check_NestedApiSchema_TellsThePath()
    {
        SchemaFinding finding = Assert.Single(SchemaCheck.Check(Api(
            """{"type":"OBJECT","properties":{"action":{"type":"ARRAY","items":{"anyOf":[{"type":"STRING"},{"type":"OBJECT","properties":{"go_back":{"type":"OBJECT"}}}]}}}}""")));
        Assert.Equal("properties[action].items.any_of[1].properties[go_back].properties", finding.Path);
        Assert.Equal(SchemaFindingKind.Invalid, finding.Kind);
    }

    [Theory]
    [InlineData("""{"$schema":"x","type":["string","null"],"description":"d","format":"uri"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"type":"array","prefixItems":[{"type":"INTEGER"}],"items":false}},"additionalProperties":false}""")]
    [InlineData("true")]
    public void Check_SoundJsonSchema_FindsNothing(string schema) => Assert.Empty(SchemaCheck.Check(JsonElement.Parse(schema)));

    [Theory]
    [InlineData("""{"properties":{"a":{"pattern":"a"}}}""", "#/properties/a/pattern", "the keyword \"pattern\" is not supported", SchemaFindingKind.Unsupported)]
    [InlineData("""{"allOf":[{"type":"string"}]}""", "#/allOf", "the keyword \"allOf\" is not supported", SchemaFindingKind.Unsupported)]
    [InlineData("""{"$ref":"#/$defs/a","title":"t","$defs":{"a":{}}}""", "#/title", "no keyword but those that start with $ may stand beside $ref", SchemaFindingKind.Unsupported)]
    [InlineData("""{"items":{"$ref":"#/$defs/a"}}""", "#/items/$ref", "the reference \"#/$defs/a\" has no target", SchemaFindingKind.Invalid)]
    [InlineData("""{"type":"strnig"}""", "#/type", "\"strnig\" is not a type", SchemaFindingKind.Invalid)]
    [InlineData("""{"enum":[]}""", "#/enum", "must be a list that is not empty", SchemaFindingKind.Invalid)]
    [InlineData("""{"required":"a"}""", "#/required", "must be a list of names", SchemaFindingKind.Invalid)]
    [InlineData("""{"minimum":"1"}""", "#/minimum", "must be a number", SchemaFindingKind.Invalid)]
    [InlineData("""{"properties":{"a/b":7}}""", "#/properties/a~1b", "a schema must be an object or a boolean", SchemaFindingKind.Invalid)]
    [InlineData("""{"anyOf":[]}""", "#/anyOf", "must be a list of schemas that is not empty", SchemaFindingKind.Invalid)]
    public void Check_JsonSchema_TellsPathAndText(string schema, string path, string message, SchemaFindingKind kind)
    {
        SchemaFinding finding = Assert.Single(SchemaCheck.Check(JsonElement.Parse(schema)));
        Assert.Equal((path, message, kind), (finding.Path, finding.Message, finding.Kind));
    }

    [Theory]
    [InlineData("""{"pattern":"("}""", SchemaFindingKind.Invalid)]
    [InlineData("""{"pattern":"(?=a)b"}""", SchemaFindingKind.Unsupported)]
    public void Check_Pattern_IsRead(string schema, SchemaFindingKind kind) =>
        Assert.Equal([SchemaFindingKind.Unsupported, kind], SchemaCheck.Check(JsonElement.Parse(schema)).Select(finding => finding.Kind));

    private static Schema Api(string json) =>
        WireJson.ReadRequest<Schema>(System.Text.Encoding.UTF8.GetBytes(json));
}
