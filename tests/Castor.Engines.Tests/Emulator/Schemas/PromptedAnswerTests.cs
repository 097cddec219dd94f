using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>What the prompt names is in the answer.</summary>
public sealed class PromptedAnswerTests
{
    private const string Person = """
        {"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer","minimum":0},"city":{"type":"string"},"email":{"type":"string","format":"email"}}}
        """;

    [Fact]
    public void Create_Sentence_FillsWhatItNames()
    {
        JsonElement answer = Structured.Json("Ada Lovelace is 36 years old, lives in London and writes from ada@example.com.", Person);
        Assert.Equal("""{"name":"Ada Lovelace","age":36,"city":"London","email":"ada@example.com"}""", JsonSerializer.Serialize(answer));
    }

    [Fact]
    public void Create_LabelledText_FillsByLabel()
    {
        JsonElement answer = Structured.Json("Extract this: author: Frank Herbert, title: Dune, year: 1965", """
            {"type":"object","properties":{"title":{"type":"string"},"author":{"type":"string"},"year":{"type":"integer"}}}
            """);
        Assert.Equal("""{"title":"Dune","author":"Frank Herbert","year":1965}""", JsonSerializer.Serialize(answer));
    }

    [Theory]
    [InlineData("Is the review positive or not: 'I love it'", "positive")]
    [InlineData("Was für eine Stimmung? negative!", "negative")]
    public void Create_EnumValueInPrompt_IsPreferred(string prompt, string expected)
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            Assert.Equal(expected, Structured.Json(prompt, """{"enum":["neutral","negative","positive"]}""", seed).GetString());
        }
    }

    [Theory]
    [InlineData("The order is in progress", "IN_PROGRESS")]
    [InlineData("注文は完了です", "完了")]
    public void Create_EnumValueInOtherSpelling_IsFound(string prompt, string expected) =>
        Assert.Equal(expected, Structured.Json(prompt, """{"enum":["OPEN","IN_PROGRESS","完了"]}""").GetString());

    [Theory]
    [InlineData("List 3 popular cookie recipes.", 3)]
    [InlineData("Give me two haikus", 2)]
    public void Create_CountInPrompt_IsTheLengthOfTheArray(string prompt, int expected) =>
        Assert.Equal(expected, Structured.Json(prompt, """{"type":"array","items":{"type":"object","properties":{"recipeName":{"type":"string"}}}}""").GetArrayLength());

    [Fact]
    public void Create_CountOfNamedThings_IsTheLengthOfThatArray()
    {
        JsonElement answer = Structured.Json("Invent 4 colours for 2 rooms", """
            {"type":"object","properties":{"rooms":{"type":"array","items":{"type":"string"}},"colours":{"type":"array","items":{"type":"string"}}}}
            """);
        Assert.Equal((2, 4), (answer.GetProperty("rooms").GetArrayLength(), answer.GetProperty("colours").GetArrayLength()));
    }

    [Fact]
    public void Create_CountBeyondBounds_StaysInBounds() =>
        Assert.Equal(2, Structured.Json("List 9 things", """{"type":"array","items":{"type":"string"},"maxItems":2}""").GetArrayLength());

    [Fact]
    public void Create_NumberOutOfBounds_IsNotTaken() =>
        Assert.InRange(Structured.Json("I am 36", """{"type":"object","properties":{"age":{"type":"integer","maximum":9}},"required":["age"]}""").GetProperty("age").GetInt32(), -100, 9);

    [Fact]
    public void Create_PatternInPrompt_TakesTheMatch() =>
        Assert.Equal("AB1234", Structured.Json("Look at order AB1234 now", """{"type":"string","pattern":"^[A-Z]{2}\\d{4}$"}""").GetString());

    [Fact]
    public void Create_DiscriminatorInPrompt_ChoosesTheBranch()
    {
        JsonElement answer = Structured.Json("Draw a square, please", """
            {"oneOf":[{"type":"object","properties":{"shape":{"const":"circle"}},"required":["shape"]},{"type":"object","properties":{"shape":{"const":"square"}},"required":["shape"]}]}
            """);
        Assert.Equal("square", answer.GetProperty("shape").GetString());
    }

    [Fact]
    public void Create_NamedListOfThings_FillsTheArray()
    {
        JsonElement answer = Structured.Json("Compare Paris, Rome and Oslo", new Schema
        {
            Type = SchemaType.Object,
            Properties = new Dictionary<string, Schema> { ["cities"] = new() { Type = SchemaType.Array, Items = new Schema { Type = SchemaType.String } } },
        });
        Assert.Equal(["Paris", "Rome", "Oslo"], answer.GetProperty("cities").EnumerateArray().Select(city => city.GetString()));
    }

    [Theory]
    [InlineData("On 02/03/2026 at 10:30", "2026-02-03T10:30:00Z")]
    [InlineData("On 2026-02-03", "2026-02-03T00:00:00Z")]
    public void Create_DayInPrompt_FillsDateTime(string prompt, string expected) =>
        Assert.Equal(expected, Structured.Json(prompt, """{"type":"object","properties":{"startDate":{"type":"string","format":"date-time"}}}""").GetProperty("startDate").GetString());

    [Fact]
    public void Create_VeryLongPrompt_IsAnswered() =>
        Assert.Equal("Lisbon", Structured.Json(new string('x', 3_000_000) + " The city is Lisbon.", Person).GetProperty("city").GetString());
}
