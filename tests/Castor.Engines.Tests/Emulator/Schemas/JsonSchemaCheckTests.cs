using System.Text.Json;
using Castor.Engines.Schemas;

namespace Castor.Engines.Tests.Emulator.Schemas;

public sealed class JsonSchemaCheckTests
{
    [Theory]
    [InlineData("""{"$schema":"x","type":["string","null"],"description":"d","format":"uri"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"type":"array","prefixItems":[{"type":"INTEGER"}],"items":false}},"additionalProperties":false}""")]
    [InlineData("true")]
    public void Check_SoundJsonSchema_FindsNothing(string schema) => Assert.Empty(JsonSchemaCheck.Check(JsonElement.Parse(schema)));

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
        SchemaFinding finding = Assert.Single(JsonSchemaCheck.Check(JsonElement.Parse(schema)));
        Assert.Equal((path, message, kind), (finding.Path, finding.Message, finding.Kind));
    }

    [Theory]
    [InlineData("""{"pattern":"("}""", SchemaFindingKind.Invalid)]
    [InlineData("""{"pattern":"(?=a)b"}""", SchemaFindingKind.Unsupported)]
    public void Check_Pattern_IsRead(string schema, SchemaFindingKind kind) =>
        Assert.Equal([SchemaFindingKind.Unsupported, kind], JsonSchemaCheck.Check(JsonElement.Parse(schema)).Select(finding => finding.Kind));
}
