using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>Answers under a schema: JSON that validates, whatever is drawn, and enums.</summary>
public abstract class SchemaContract(ContractFixture fixture)
{
    private const string Person = """
        {"type":"OBJECT","properties":{"name":{"type":"STRING","maxLength":10},"age":{"type":"INTEGER","minimum":0,"maximum":120},
         "tags":{"type":"ARRAY","minItems":1,"maxItems":3,"items":{"type":"STRING","enum":["a","b"]}}},"required":["name","age","tags"],"propertyOrdering":["age","name","tags"]}
        """;

    [Theory]
    [InlineData("\"temperature\":0")]
    [InlineData("\"temperature\":1.5,\"topP\":1,\"seed\":1")]
    [InlineData("\"temperature\":1.5,\"topP\":1,\"seed\":2")]
    public async Task Json_UnderASchema_ParsesAndValidates(string draw)
    {
        string request = Reading.Ask("Make up a person.", $"{draw},\"responseMimeType\":\"application/json\",\"responseSchema\":{Person}");

        GenerateContentResponse answer = await fixture.AnswerAsync(request);
        string streamed = Reading.TextOf(await fixture.StreamAsync(request));

        JsonElement person = JsonElement.Parse(Reading.TextOf(answer));
        Assert.Equal(["age", "name", "tags"], person.EnumerateObject().Select(p => p.Name));
        Assert.True(person.GetProperty("name").GetString()!.Length <= 10);
        Assert.InRange(person.GetProperty("age").GetInt32(), 0, 120);
        Assert.InRange(person.GetProperty("tags").GetArrayLength(), 1, 3);
        Assert.All(person.GetProperty("tags").EnumerateArray(), t => Assert.Contains(t.GetString(), (string[])["a", "b"]));
        Assert.Equal(FinishReason.Stop, answer.Candidates![0].FinishReason);
        Assert.Equal(Reading.TextOf(answer), streamed);
    }

    [Theory]
    [InlineData("""{"enum":["a","b","c","d"]},"minItems":4""", 1)]
    [InlineData("""{"type":"integer","minimum":1,"maximum":5},"minItems":5,"maxItems":5""", 2)]
    [InlineData("""{"type":"string","maxLength":8},"minItems":3,"maxItems":6""", 3)]
    [InlineData("""{"type":["boolean","null"]},"minItems":3,"maxItems":6""", 4)]
    public async Task Json_ItemsThatMustDiffer_Differ(string items, int seed)
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Reading.Ask(
            "List a few.",
            $"\"temperature\":1.5,\"topP\":1,\"seed\":{seed},\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{{\"type\":\"array\",\"uniqueItems\":true,\"items\":{items}}}"));

        string[] made = [.. JsonElement.Parse(Reading.TextOf(answer)).EnumerateArray().Select(i => i.GetRawText())];
        Assert.InRange(made.Length, 3, 6);
        Assert.Equal(made.Distinct(), made);
        Assert.Equal(FinishReason.Stop, answer.Candidates![0].FinishReason);
    }

    [Fact]
    public async Task Json_AfterThoughts_IsJsonAlone()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(
            Reading.Ask(
                "Make up a person.",
                $"\"temperature\":0,\"thinkingConfig\":{{\"includeThoughts\":true,\"thinkingBudget\":64}},\"responseMimeType\":\"application/json\",\"responseSchema\":{Person}"),
            fixture.Thinker);

        Assert.Equal(JsonValueKind.Object, JsonElement.Parse(Reading.TextOf(answer)).ValueKind);
        Assert.True((answer.UsageMetadata!.ThoughtsTokenCount ?? 0) <= 64);
    }

    [Fact]
    public async Task Enum_Choices_AnswersOneOfThem()
    {
        string[] choices = ["percussion", "string", "wind"];
        GenerateContentResponse answer = await fixture.AnswerAsync(Reading.Ask(
            "What is a violin?", $"\"responseMimeType\":\"text/x.enum\",\"responseSchema\":{{\"type\":\"STRING\",\"enum\":{JsonSerializer.Serialize(choices)}}}"));

        Assert.Contains(Reading.TextOf(answer), choices);
    }

    [Fact]
    public async Task Json_CutByMaxOutputTokens_SaysSo()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(
            Reading.Ask("Make up a person.", $"\"temperature\":0,\"maxOutputTokens\":4,\"responseMimeType\":\"application/json\",\"responseSchema\":{Person}"));

        Assert.Equal(FinishReason.MaxTokens, answer.Candidates![0].FinishReason);
        Assert.Equal(4, answer.UsageMetadata!.CandidatesTokenCount);
    }
}
