namespace Castor.Server.Tests.Validation;

public sealed class TurnRulesTests
{
    private const string CallOrder = "Please ensure that function call turn comes immediately after a user turn or after a function response turn.";
    private const string ResponseOrder = "Please ensure that function response turn comes immediately after a function call turn.";
    private const string Numbers =
        "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.";

    // u, m: a text of the user, of the model; C: two calls f and g; c: a call of f; r: a response of f; R: responses of f and g; o: a response of h.
    public static TheoryData<string, string, string> Refused => new()
    {
        { "gemini-2.5-flash", "c", CallOrder },
        { "gemini-2.5-flash", "c r u", CallOrder },
        { "gemini-2.5-flash", "r", ResponseOrder },
        { "gemini-2.5-flash", "r u", ResponseOrder },
        { "gemini-2.5-flash", "u c u m r", ResponseOrder },
        { "gemini-2.5-flash", "u C r", Numbers },
        { "gemini-2.5-flash", "u c R", Numbers },
        { "gemini-2.5-flash", "u C r m u", Numbers },
        { "gemini-3-flash-preview", "u c o", "Request contains an invalid argument." },
        { "gemini-3.8-flash", "u m", "Requests ending with a model turn are not supported." },
        { "gemini-3.8-flash", "u m e", "Requests ending with a model turn are not supported." },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { "gemini-2.5-flash", "u u u" },
        { "gemini-2.5-flash", "m u" },
        { "gemini-2.5-flash", "u m" },
        { "gemini-3.5-flash-lite", "u m" },
        { "gemini-2.0-flash", "u c u" },
        { "gemini-2.5-flash", "u c r" },
        { "gemini-2.5-flash", "u C R m u" },
        { "gemini-2.5-flash", "u c c R" },
        { "gemini-2.5-flash", "u C r r" },
        { "gemini-2.5-flash", "u m m m c r c r m u" },
        { "gemini-2.5-flash", "u m r" },
        { "gemini-2.5-flash", "u c o" },
        { "gemini-3-flash-preview", "u C R" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Turns_OutOfOrder_AreRefused(string model, string turns, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Conversation(turns), model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Turns_AsTheServiceTakesThem_Pass(string model, string turns) => Assert.Null(Verdict.OfGenerate(Conversation(turns), model));

    [Fact]
    public void Turns_RunByTheService_Pass()
    {
        const string Json = """
            {"contents":[{"role":"user","parts":[{"text":"a"}]},
            {"role":"model","parts":[{"functionCall":{"name":"f","args":{}}},{"functionResponse":{"name":"f","response":{}}},{"text":"b"}]},
            {"role":"user","parts":[{"text":"c"}]}]}
            """;

        Assert.Null(Verdict.OfGenerate(Json, "gemini-2.5-flash"));
    }

    [Theory]
    [InlineData("system")]
    [InlineData("assistant")]
    [InlineData("User")]
    public void Role_Unknown_IsRefused(string role) => Verdict.Refuses(
        Verdict.OfGenerate($$"""{"contents":[{"role":"{{role}}","parts":[{"text":"a"}]}]}""", "gemini-2.5-flash"),
        "Please use a valid role: user, model.");

    [Theory]
    [InlineData("function")]
    [InlineData("tool")]
    public void Role_OfOlderClients_Passes(string role) => Assert.Null(Verdict.OfGenerate(
        $$$"""
        {"contents":[{"parts":[{"text":"a"}]},{"role":"model","parts":[{"functionCall":{"name":"f"}}]},
        {"role":"{{{role}}}","parts":[{"functionResponse":{"name":"f","response":{} } }] }] }
        """,
        "gemini-2.5-flash"));

    [Fact]
    public void Responses_WithIdsOfOtherCalls_AreRefused()
    {
        const string Json = """
            {"contents":[{"role":"user","parts":[{"text":"a"}]},
            {"role":"model","parts":[{"functionCall":{"id":"1","name":"f"},"thoughtSignature":"CgJhYg=="}]},
            {"role":"user","parts":[{"functionResponse":{"id":"2","name":"f","response":{} } }] }] }
            """;

        Verdict.Refuses(Verdict.OfGenerate(Json, "gemini-3-flash-preview"), "Request contains an invalid argument.");
        Assert.Null(Verdict.OfGenerate(Json, "gemini-2.5-flash"));
    }

    private static string Conversation(string turns) => $$"""{"contents":[{{string.Join(",", turns.Split(' ').Select(Content))}}]}""";

    private static string Content(string turn) => turn switch
    {
        "u" => """{"role":"user","parts":[{"text":"u"}]}""",
        "e" => """{"role":"user","parts":[{"text":""}]}""",
        "m" => """{"role":"model","parts":[{"text":"m"}]}""",
        "c" => $$"""{"role":"model","parts":[{{Call("f")}}]}""",
        "C" => $$"""{"role":"model","parts":[{"text":"now"},{{Call("f")}},{{Call("g")}}]}""",
        "r" => $$"""{"role":"user","parts":[{{Response("f")}}]}""",
        "R" => $$"""{"role":"user","parts":[{{Response("f")}},{{Response("g")}}]}""",
        "o" => $$"""{"role":"user","parts":[{{Response("h")}}]}""",
        _ => throw new ArgumentException(turn),
    };

    private static string Call(string name) => $$$"""{"functionCall":{"name":"{{{name}}}","args":{}},"thoughtSignature":"CgJhYg=="}""";

    private static string Response(string name) => $$$"""{"functionResponse":{"name":"{{{name}}}","response":{"ok":true} } }""";
}
