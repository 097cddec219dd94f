namespace Castor.Engines.Tests.Emulator.Functions;

/// <summary>What follows when results have come in.</summary>
public sealed class FunctionChainTests
{
    private const string TwoSteps = "Divide 10 by 2 using the customDivide function, then divide the result by 2 again, then tell me the result";

    [Fact]
    public void For_AnsweredCall_IsEmpty() =>
        Assert.Empty(Planning.Next(Planning.Weather, "AUTO",
            Planning.User("Weather in Paris?"), Planning.Called("get_weather", """{"location":"Paris"}"""), Planning.Answered("get_weather", """{"temperature":20}""")));

    [Fact]
    public void For_FirstStep_CallsOnlyThat() => Assert.Equal(["""customDivide{"denominator":2,"numerator":10}"""], Planning.Next(Planning.Divide, "AUTO", Planning.User(TwoSteps)));

    [Theory]
    [InlineData("""{"output":42}""", "42")]
    [InlineData("""{"result":"5"}""", "5")]
    [InlineData("""{"quotient":2.5}""", "2.5")]
    public void For_SecondStep_TakesTheResult(string response, string value) =>
        Assert.Equal([$"customDivide{{\"denominator\":2,\"numerator\":{value}}}"], Planning.Next(Planning.Divide, "AUTO",
            Planning.User(TwoSteps), Planning.Called("customDivide", """{"numerator":10,"denominator":2}"""), Planning.Answered("customDivide", response)));

    [Fact]
    public void For_StepsAllDone_IsEmpty() =>
        Assert.Empty(Planning.Next(Planning.Divide, "AUTO",
            Planning.User(TwoSteps),
            Planning.Called("customDivide", """{"numerator":10,"denominator":2}"""), Planning.Answered("customDivide", """{"output":5}"""),
            Planning.Called("customDivide", """{"numerator":5,"denominator":2}"""), Planning.Answered("customDivide", """{"output":2.5}""")));

    [Fact]
    public void For_SameCallAgain_IsNotMade() =>
        Assert.Empty(Planning.Next(Planning.Divide, "AUTO",
            Planning.User("Divide 4 by 2, then divide 4 by 2"), Planning.Called("customDivide", """{"numerator":4,"denominator":2}"""), Planning.Answered("customDivide", """{"output":2}""")));

    [Fact]
    public void For_StepWithoutReference_GoesOnFromTheResult() =>
        Assert.Equal(["""add{"a":5,"b":7}"""], Planning.Next(
            Planning.Divide + """,{"name":"add","parameters":{"type":"OBJECT","properties":{"a":{"type":"NUMBER"},"b":{"type":"NUMBER"}},"required":["a","b"]}}""", "AUTO",
            Planning.User("Divide 10 by 2, then add 7"), Planning.Called("customDivide", """{"numerator":10,"denominator":2}"""), Planning.Answered("customDivide", """{"output":5}""")));

    [Fact]
    public void For_ResultWithNamedMember_FillsTheParameter() =>
        Assert.Equal(["""get_weather{"location":"Oslo"}"""], Planning.Next(
            """{"name":"find_user","description":"Finds a user.","parameters":{"type":"OBJECT","properties":{"name":{"type":"STRING"}},"required":["name"]}},""" + Planning.Weather, "AUTO",
            Planning.User("Find the user Bob, then get the weather there"), Planning.Called("find_user", """{"name":"Bob"}"""),
            Planning.Answered("find_user", """{"result":{"name":"Bob","location":"Oslo"}}""")));

    [Fact]
    public void For_FailedCall_IsEmpty() =>
        Assert.Empty(Planning.Next(Planning.Divide, "AUTO",
            Planning.User(TwoSteps), Planning.Called("customDivide", """{"numerator":10,"denominator":2}"""), Planning.Answered("customDivide", """{"error":"no"}""")));

    [Fact]
    public void For_NewQuestion_StartsAnew() =>
        Assert.Equal(["""customDivide{"denominator":2,"numerator":50}"""], Planning.Next(Planning.Divide, "AUTO",
            Planning.User("what is the result of 100/2"), Planning.Called("customDivide", """{"numerator":100,"denominator":2}"""),
            Planning.Answered("customDivide", """{"output":50}"""), Planning.User("what is the result of 50/2?")));

    [Fact]
    public void For_SameQuestionAgain_CallsAgain() =>
        Assert.Equal(["""get_weather{"location":"Paris"}"""], Planning.Next(Planning.Weather, "AUTO",
            Planning.User("Weather in Paris?"), Planning.Called("get_weather", """{"location":"Paris"}"""), Planning.Answered("get_weather", """{"t":1}"""),
            """{"role":"model","parts":[{"text":"1 degree."}]}""", Planning.User("Weather in Paris?")));

    [Fact]
    public void For_ModeAnyAfterResult_CallsOnButNotTheSame()
    {
        string call = Assert.Single(Planning.Next(Planning.Weather, "ANY",
            Planning.User("Weather in Paris?"), Planning.Called("get_weather", """{"location":"Paris"}"""), Planning.Answered("get_weather", """{"t":1}""")));
        Assert.StartsWith("get_weather{", call, StringComparison.Ordinal);
        Assert.DoesNotContain("Paris", call, StringComparison.Ordinal);
    }

    [Fact]
    public void For_ModeAnyAfterResult_TurnsToOtherFunctionsFirst() =>
        Assert.StartsWith("send_email{", Assert.Single(Planning.Next(Planning.Weather + "," + Planning.Email, "ANY",
            Planning.User("Weather in Paris?"), Planning.Called("get_weather", """{"location":"Paris"}"""), Planning.Answered("get_weather", """{"t":1}"""))), StringComparison.Ordinal);

    [Fact]
    public void For_ModeAnyWithOneCallOnly_RepeatsIt() =>
        Assert.Equal(["beep{}"], Planning.Next(Planning.Beep, "ANY", Planning.User("Hi"), Planning.Called("beep", "{}"), Planning.Answered("beep", "{}")));
}
