namespace Castor.Server.Tests.Validation;

public sealed class SchemaRulesTests
{
    // The path behind the schema, and the text.
    public static TheoryData<string, string> Refused => new()
    {
        { """{"type":"OBJECT"}""", ".properties: should be non-empty for OBJECT type" },
        { """{"type":"OBJECT","properties":{}}""", ".properties: should be non-empty for OBJECT type" },
        { """{"type":"ARRAY","items":{"type":"OBJECT"}}""", ".items.properties: should be non-empty for OBJECT type" },
        { """{"type":"STRING","properties":{"a":{"type":"STRING"}}}""", ".properties: only allowed for OBJECT type" },
        { """{"properties":{"a":{"type":"STRING"}}}""", ".properties: only allowed for OBJECT type" },
        { """{"type":"STRING","required":["a"]}""", ".required: only allowed for OBJECT type" },
        { """{"type":"STRING","propertyOrdering":["a"]}""", ".property_ordering: only allowed for OBJECT type" },
        { """{"type":"OBJECT","properties":{"a":{"type":"STRING"}},"required":["a","b"]}""", ".required[1]: property is not defined" },
        { """{"type":"OBJECT","properties":{"a":{"type":"STRING"}},"propertyOrdering":["b"]}""", ".property_ordering[0]: property is not defined" },
        { """{"type":"ARRAY"}""", ".items: missing field." },
        { """{"anyOf":[{"type":"STRING"},{"type":"ARRAY"}]}""", ".any_of[1].items: missing field." },
        { """{"type":"STRING","items":{"type":"STRING"}}""", ".items: field predicate failed: $type == Type.ARRAY" },
        { """{"items":{"type":"STRING"}}""", ".items: field predicate failed: $type == Type.ARRAY" },
        { """{"type":"INTEGER","enum":["1","2"]}""", ".enum: only allowed for STRING type" },
        { """{"type":"STRING","enum":["a",""]}""", ".enum[1]: cannot be empty" },
        { """{"type":"STRING","pattern":"["}""", ".pattern: is not a regular expression: Unterminated character class." },
        { """{"type":"NUMBER","minimum":"NaN"}""", ".minimum: must be a finite number" },
        { """{"type":"INTEGER","maximum":"-Infinity"}""", ".maximum: must be a finite number" },
        { """{"type":"STRING","format":"email"}""", ".format: only 'enum' and 'date-time' are supported for STRING type" },
    };

    public static TheoryData<string> Passing => new()
    {
        """{"type":"STRING","format":"date-time"}""",
        """{"type":"STRING","format":"enum","enum":["a"]}""",
        """{"type":"INTEGER","format":"enum","enum":["1"]}""",
        """{"type":"INTEGER","format":"int64","minimum":1,"maximum":3}""",
        """{"description":"anything"}""",
        """{"anyOf":[{"type":"STRING"},{"type":"NULL"}],"nullable":true}""",
        """{"type":"ARRAY","items":{"type":"ARRAY","items":{"type":"NUMBER"}},"minItems":"1"}""",
        """{"type":"OBJECT","properties":{"a":{"type":"OBJECT","properties":{"b":{"type":"BOOLEAN"}}}},"required":["a"],"propertyOrdering":["a"]}""",
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void ResponseSchema_OutsideTheSubset_IsRefused(string schema, string finding) => Verdict.Refuses(
        Verdict.OfGenerate(Verdict.AskWith($$""" "responseMimeType":"application/json","responseSchema":{{schema}} """), "gemini-2.5-flash"),
        $"* GenerateContentRequest.generation_config.response_schema{finding}\n");

    [Theory]
    [MemberData(nameof(Refused))]
    public void Parameters_OutsideTheSubset_AreRefused(string schema, string finding) => Verdict.Refuses(
        Verdict.OfGenerate(Verdict.Ask($$""" "tools":[{"functionDeclarations":[{"name":"f","parameters":{{schema}} }]}] """), "gemini-2.5-flash"),
        $"* GenerateContentRequest.tools[0].function_declarations[0].parameters{finding}\n");

    [Theory]
    [MemberData(nameof(Passing))]
    public void Schema_WithinTheSubset_Passes(string schema)
    {
        Assert.Null(Verdict.OfGenerate(
            Verdict.AskWith($$""" "responseMimeType":"application/json","responseSchema":{{schema}} """), "gemini-2.5-flash"));
        Assert.Null(Verdict.OfGenerate(
            Verdict.Ask($$""" "tools":[{"functionDeclarations":[{"name":"f","parameters":{{schema}} }]}] """), "gemini-2.5-flash"));
    }

    [Fact]
    public void PropertyNames_InPaths_AreQuotedInResponseSchemasAlone()
    {
        const string Schema = """{"type":"OBJECT","properties":{"a b":{"type":"OBJECT"}}}""";

        Verdict.Refuses(
            Verdict.OfGenerate(Verdict.AskWith($$""" "responseMimeType":"application/json","responseSchema":{{Schema}} """), "gemini-2.5-flash"),
            "* GenerateContentRequest.generation_config.response_schema.properties[\"a b\"].properties: should be non-empty for OBJECT type\n");
        Verdict.Refuses(
            Verdict.OfGenerate(
                Verdict.Ask($$$""" "tools":[{"googleSearch":{}},{"functionDeclarations":[{"name":"f"},{"name":"g","parameters":{{{Schema}}} }]}] """),
                "gemini-2.5-flash"),
            "* GenerateContentRequest.tools[1].function_declarations[1].parameters.properties[a b].properties: should be non-empty for OBJECT type\n");
    }

    [Fact]
    public void PropertyName_Empty_IsRefused() => Verdict.Refuses(
        Verdict.OfGenerate(
            Verdict.Ask(""" "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"":{"type":"STRING"}}}}]}] """),
            "gemini-2.5-flash"),
        "* GenerateContentRequest.tools[0].function_declarations[0].parameters.properties[]: key cannot be empty\n");
}
