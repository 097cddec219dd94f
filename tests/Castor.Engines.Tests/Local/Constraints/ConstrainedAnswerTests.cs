using System.Text.Json;
using Castor.Engines.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local.Constraints;

/// <summary>Requests with schemas and functions, answered by castor-spark at a temperature at which it would not keep to them by itself.</summary>
public sealed class ConstrainedAnswerTests(SparkFixture spark) : IClassFixture<SparkFixture>
{
    private const string City =
        """{"type":"OBJECT","properties":{"city":{"type":"STRING","maxLength":12},"days":{"type":"INTEGER","minimum":1,"maximum":14},"sunny":{"type":"BOOLEAN"}},"required":["city","days"],"propertyOrdering":["days","city","sunny"]}""";

    private const string Tools =
        """[{"functionDeclarations":[{"name":"get_weather","description":"Tells the weather of a place.","parameters":{"type":"OBJECT","properties":{"city":{"type":"STRING","maxLength":10},"unit":{"type":"STRING","enum":["celsius","kelvin"]},"days":{"type":"INTEGER","minimum":1,"maximum":5}},"required":["city","unit"]}},{"name":"stop"}]}]""";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Generate_ResponseSchema_AnswersInItsFormAndOrder(int seed)
    {
        GenerateContentResponse answer = await spark.AnswerAsync(Request($$"""{"temperature":2,"topP":1,"topK":0,"seed":{{seed}},"maxOutputTokens":300,"responseMimeType":"application/json","responseSchema":{{City}} }"""));

        Assert.Equal(FinishReason.Stop, answer.Candidates![0].FinishReason);
        JsonElement json = JsonElement.Parse(TextOf(answer));
        Assert.True(IsValid(json, JsonElement.Parse(City)));
        Assert.Equal(["days", "city", "sunny"], json.EnumerateObject().Select(p => p.Name).Concat(["sunny"]).Distinct());
    }

    [Fact]
    public async Task Generate_ResponseJsonSchema_HoldsForEachCandidate()
    {
        const string schema = """{"type":"array","items":{"anyOf":[{"type":"integer","minimum":10,"maximum":12},{"$ref":"#/$defs/word"}]},"minItems":2,"maxItems":3,"$defs":{"word":{"type":"string","pattern":"^[a-c]{2,4}$"}}}""";

        GenerateContentResponse answer = await spark.AnswerAsync(Request(
            $$"""{"temperature":2,"candidateCount":4,"seed":5,"maxOutputTokens":300,"responseMimeType":"application/json","responseJsonSchema":{{schema}} }"""));

        Assert.Equal(4, answer.Candidates!.Count);
        Assert.All(answer.Candidates, c => Assert.True(IsValid(JsonElement.Parse(c.Content!.Parts![0].Text!), JsonElement.Parse(schema))));
    }

    [Fact]
    public async Task Generate_EnumText_IsOneOfTheNames()
    {
        GenerateContentResponse answer = await spark.AnswerAsync(Request(
            """{"temperature":2,"seed":5,"responseMimeType":"text/x.enum","responseSchema":{"type":"STRING","enum":["very hot","cold","über"]}}"""));

        Assert.Contains(TextOf(answer), (string[])["very hot", "cold", "über"]);
        Assert.Equal(FinishReason.Stop, answer.Candidates![0].FinishReason);
    }

    [Fact]
    public async Task Generate_JsonWithoutASchema_IsJson()
    {
        GenerateContentResponse answer = await spark.AnswerAsync(Request("""{"temperature":1,"seed":5,"maxOutputTokens":400,"responseMimeType":"application/json"}"""));

        if (answer.Candidates![0].FinishReason == FinishReason.Stop)
        {
            JsonElement.Parse(TextOf(answer));
        }
        else
        {
            Assert.Equal(FinishReason.MaxTokens, answer.Candidates![0].FinishReason);
        }
    }

    [Fact]
    public async Task Generate_MaxOutputTokens_CutsTheJson()
    {
        GenerateContentResponse answer = await spark.AnswerAsync(Request(
            $$"""{"temperature":0,"maxOutputTokens":4,"responseMimeType":"application/json","responseSchema":{{City}} }"""));

        Assert.Equal(FinishReason.MaxTokens, answer.Candidates![0].FinishReason);
        Assert.Equal(4, answer.UsageMetadata!.CandidatesTokenCount);
    }

    [Fact]
    public async Task Generate_Logprobs_AreToldForEveryTokenOfTheForm()
    {
        GenerateContentResponse answer = await spark.AnswerAsync(Request(
            $$"""{"temperature":0,"maxOutputTokens":100,"responseLogprobs":true,"responseMimeType":"application/json","responseSchema":{{City}} }"""));

        LogprobsResult result = answer.Candidates![0].LogprobsResult!;
        Assert.Equal(TextOf(answer), string.Concat(result.ChosenCandidates!.Select(c => c.Token)));
        Assert.All(result.ChosenCandidates!, c => Assert.True(float.IsFinite(c.LogProbability!.Value)));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("", 2)]
    [InlineData(""","thinkingConfig":{"thinkingBudget":12}""", 3)]
    [InlineData(""","thinkingConfig":{"includeThoughts":true}""", 5)]
    public async Task Generate_ModeAny_CallsUnderTheDeclaration(string thinking, int seed)
    {
        string request = $$"""{"contents":[{"role":"user","parts":[{"text":"Tell me a story"}]}],"tools":{{Tools}},"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["get_weather"]} },"generationConfig":{"temperature":2,"topP":1,"topK":0,"seed":{{seed}},"maxOutputTokens":400{{thinking}} } }""";

        GenerateContentResponse answer = await spark.AnswerAsync(request);

        FunctionCall[] calls = [.. answer.Candidates![0].Content!.Parts!.Select(p => p.FunctionCall).OfType<FunctionCall>()];
        Assert.NotEmpty(calls);
        Assert.All(calls, c => Assert.Equal("get_weather", c.Name));
        JsonElement parameters = JsonElement.Parse(Tools)[0].GetProperty("functionDeclarations")[0].GetProperty("parameters");
        Assert.All(calls, c => Assert.True(IsValid(c.Args!.Value, parameters)));
    }

    [Fact]
    public async Task Generate_ModeNone_CallsNothing()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            GenerateContentResponse answer = await spark.AnswerAsync(
                $$"""{"contents":[{"role":"user","parts":[{"text":"What is the weather in Oslo?"}]}],"tools":{{Tools}},"toolConfig":{"functionCallingConfig":{"mode":"NONE"} },"generationConfig":{"temperature":2,"topP":1,"topK":0,"seed":{{seed}},"maxOutputTokens":60} }""");

            Assert.DoesNotContain(answer.Candidates![0].Content!.Parts ?? [], p => p.FunctionCall is not null);
        }
    }

    [Theory]
    [InlineData("AUTO")]
    [InlineData("VALIDATED")]
    public async Task Generate_ModeAuto_NeverWritesACallThatIsNone(string mode)
    {
        int calls = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            GenerateContentResponse answer = await spark.AnswerAsync(
                $$"""{"contents":[{"role":"user","parts":[{"text":"What is the weather in Oslo?"}]}],"tools":{{Tools}},"toolConfig":{"functionCallingConfig":{"mode":"{{mode}}"} },"generationConfig":{"temperature":1.5,"topP":1,"topK":0,"seed":{{seed}},"maxOutputTokens":200} }""");

            Assert.NotEqual(FinishReason.MalformedFunctionCall, answer.Candidates![0].FinishReason);
            calls += (answer.Candidates![0].Content!.Parts ?? []).Count(p => p.FunctionCall is not null);
        }

        Assert.True(calls > 0);
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array","items":{"type":"object"},"uniqueItems":true}}}""", "Unimplemented", "\"uniqueItems\" cannot be held while decoding (at /properties/a)")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer","minimum":5,"maximum":4}},"required":["a"]}""", "InvalidArgument", "no number lies within the bounds (at /properties/a)")]
    [InlineData("""{"type":"string","pattern":"^(?=a)b"}""", "Unimplemented", "lookaround")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}},"required":["a"]}}}""", "InvalidArgument", "no value of finite depth")]
    [InlineData("""{"type":"string","minLength":100000000}""", "InvalidArgument", "too many states")]
    public async Task Generate_WhatCannotBeHeld_IsRefusedWithItsPath(string schema, string status, string message)
    {
        ApiException e = await Assert.ThrowsAsync<ApiException>(
            () => spark.AnswerAsync(Request($$"""{"responseMimeType":"application/json","responseJsonSchema":{{schema}} }""")));

        Assert.Equal(status, e.Status.ToString());
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static string Request(string config) => $$"""{"contents":[{"role":"user","parts":[{"text":"Three days in Lima, please."}]}],"generationConfig":{{config}} }""";

    private static bool IsValid(JsonElement value, JsonElement schema) =>
        new InstanceValidator(new GenerationBudget()).IsValid(Datum.From(value), JsonSchemaCompiler.Compile(schema));

    private static string TextOf(GenerateContentResponse answer) =>
        string.Concat((answer.Candidates![0].Content!.Parts ?? []).Where(p => p.Thought != true).Select(p => p.Text));
}
