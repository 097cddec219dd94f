using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Emulator;
using Castor.Engines.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>Whatever is sent as a schema, the answer is a valid value or a refusal, and never a fault.</summary>
public sealed class SchemaFuzzTests
{
    private static readonly string[] s_keywords =
    [
        "type", "enum", "const", "$ref", "$id", "$anchor", "$defs", "properties", "required", "items", "prefixItems", "anyOf", "oneOf", "allOf", "not", "if", "then",
        "else", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern", "format", "minItems", "maxItems", "uniqueItems", "contains", "minContains",
        "additionalProperties", "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas", "propertyOrdering", "minProperties", "maxProperties",
        "nullable", "example", "examples", "default", "exclusiveMinimum", "exclusiveMaximum", "dependencies", "additionalItems", "$dynamicRef",
    ];

    private static readonly string[] s_values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "1e-400", "99999999999999999999999999", "\"\"", "\"string\"", "\"object\"", "\"array\"", "\"integer\"", "\"#\"",
        "\"#/$defs/a\"", "\"#/properties/a\"", "\"http://[\"", "\"urn:x:y\"", "\"#%zz\"", "\"(\"", "\"^a{3}$\"", "\"date-time\"", "[]", "[1,\"a\"]", "[\"a\",\"b\"]", "{}",
        "{\"a\":{}}", "{\"a\":[\"b\"]}", "[{}]", "[{\"type\":\"null\"},{\"$ref\":\"#\"}]", "{\"a\":{\"type\":\"string\"},\"b\":{\"$ref\":\"#\"}}", "{\"type\":\"integer\"}",
    ];

    [Fact]
    public void Create_RandomKeywords_IsAnsweredOrRefused()
    {
        var random = new EmulatorRandom(99);
        int answered = 0;
        for (int i = 0; i < 4_000; i++)
        {
            var schema = new JsonObject();
            for (int j = random.Next(5); j >= 0; j--)
            {
                schema[s_keywords[random.Next(s_keywords.Length)]] = Value(random);
            }

            string text = schema.ToJsonString();
            try
            {
                JsonElement.Parse(Structured.Text("Paris 7", text, (ulong)i));
                answered++;
            }
            catch (ApiException e)
            {
                Assert.Equal(ApiStatus.InvalidArgument, e.Status);
            }
            catch (Exception e)
            {
                Assert.Fail($"{e}\n{text}");
            }

            Assert.NotNull(JsonSchemaCheck.Check(JsonElement.Parse(text)));
        }

        Assert.InRange(answered, 1_000, 3_999);
    }

    private static JsonNode? Value(EmulatorRandom random)
    {
        JsonNode? value = JsonNode.Parse(s_values[random.Next(s_values.Length)]);
        return random.Next(4) == 0 ? new JsonObject { [s_keywords[random.Next(s_keywords.Length)]] = value } : value;
    }
}
