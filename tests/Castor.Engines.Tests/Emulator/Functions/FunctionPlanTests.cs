using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Functions;

public sealed class FunctionPlanTests
{
    [Fact]
    public void For_NoTools_IsEmpty() => Assert.Empty(Planning.Plan(Asking.Request("What's the weather in Paris?")));

    [Fact]
    public void For_NoTools_AllocatesNothing()
    {
        GenerateContentRequest request = Asking.Request("What's the weather in Paris?");
        var random = new Castor.Engines.Emulator.EmulatorRandom(1);
        Castor.Engines.Emulator.Functions.FunctionPlan.For(request, TestModels.Flash25, random);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Castor.Engines.Emulator.Functions.FunctionPlan.For(request, TestModels.Flash25, random);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void For_OnlyBuiltInTools_IsEmpty() =>
        Assert.Empty(Planning.Plan(Asking.Request("Who won?") with { Tools = [new Tool { GoogleSearch = new GoogleSearch() }] }));

    [Theory]
    [InlineData("What is the weather in Paris?", Planning.Weather, """get_weather{"location":"Paris"}""")]
    [InlineData("Will it rain in San Francisco, CA tomorrow?", Planning.Weather, """get_weather{"location":"San Francisco, CA"}""")]
    [InlineData("what's the weather like in london", Planning.Weather, """get_weather{"location":"london"}""")]
    [InlineData("Weather for Berlin in fahrenheit please", Planning.Weather, """get_weather{"location":"Berlin","unit":"fahrenheit"}""")]
    [InlineData("I'm in Lisbon. How is the weather?", Planning.Weather, """get_weather{"location":"Lisbon"}""")]
    [InlineData("what is the result of 100/2", Planning.Divide, """customDivide{"denominator":2,"numerator":100}""")]
    [InlineData("Please use customDivide with denominator 4 and numerator 9.", Planning.Divide, """customDivide{"denominator":4,"numerator":9}""")]
    [InlineData("Turn the lights down to a romantic level: brightness 25, warm", Planning.Lights, """set_light_values{"brightness":25,"color_temp":"warm"}""")]
    [InlineData("Send an email to bob@example.com with subject \"Lunch\" saying see you at noon", Planning.Email,
        """send_email{"to":"bob@example.com","subject":"Lunch","body":"see you at noon"}""")]
    [InlineData("Schedule a meeting with Bob and Alice for 03/14/2025 at 10:00 AM about \"Q3 planning\".", Planning.Meeting,
        """schedule_meeting{"attendees":["Bob","Alice"],"date":"2025-03-14","time":"10:00","topic":"Q3 planning"}""")]
    [InlineData("Please call beep", Planning.Beep, "beep{}")]
    [InlineData("put word: hello and word: world into a string", Planning.Concat, """concatStringFunction{"firstString":"hello","secondString":"world"}""")]
    [InlineData("Use the printer to print a simple word: hello in blue", Planning.Print, """print{"text":"hello","color":"blue"}""")]
    [InlineData("What is 7 plus 8?", Planning.Add, """add_numbers{"a":7,"b":8}""")]
    [InlineData("Add 4 and 5", Planning.Add, """add_numbers{"a":4,"b":5}""")]
    [InlineData("Translate 'good morning' into French and German", Planning.Translate,
        """translate_text{"text":"good morning","target_language":"French"}|translate_text{"text":"good morning","target_language":"German"}""")]
    [InlineData("Search for the best pizza in Naples", Planning.Search, """search_web{"query":"the best pizza in Naples"}""")]
    [InlineData("Please read src/notes.txt", Planning.ReadFile, """read_file{"file_path":"src/notes.txt"}""")]
    [InlineData("Run the shell command ls -la", Planning.Shell, """run_shell_command{"command":"ls -la"}""")]
    [InlineData("Please do run_shell_command with {\"command\":\"echo hi; ls\"}", Planning.Shell, """run_shell_command{"command":"echo hi; ls"}""")]
    [InlineData("Turn off the disco ball", Planning.Disco, """power_disco_ball{"power":false}""")]
    [InlineData("Switch the disco ball on", Planning.Disco, """power_disco_ball{"power":true}""")]
    [InlineData("Create a chart titled 'Sales' with Q1: 50, Q2: 75 and Q3: 60", Planning.Chart, """create_chart{"title":"Sales","labels":["Q1","Q2","Q3"],"values":[50,75,60]}""")]
    [InlineData("Convert 100 USD to EUR", Planning.Convert, """convert_currency{"amount":100,"from":"USD","to":"EUR"}""")]
    public void For_PromptThatAsks_CallsWithItsValues(string prompt, string function, string expected) =>
        Assert.Equal(expected.Split('|'), Planning.Calls(prompt, function));

    [Theory]
    [InlineData("Hello!")]
    [InlineData("Thanks, that is all.")]
    [InlineData("Tell me a joke about cats.")]
    [InlineData("What is the capital of France?")]
    [InlineData("Write a poem on the sea")]
    [InlineData("")]
    public void For_PromptThatDoesNotAsk_IsEmpty(string prompt)
    {
        Assert.Empty(Planning.Calls(prompt, Planning.Weather));
        Assert.Empty(Planning.Calls(prompt, string.Join(',', Planning.Weather, Planning.Divide, Planning.Email, Planning.Lights, Planning.Meeting)));
    }

    [Theory]
    [InlineData("Do not call any function. What is the weather in Paris?")]
    [InlineData("Without using tools, tell me about the weather in Paris.")]
    public void For_PromptThatDeclines_IsEmpty(string prompt) => Assert.Empty(Planning.Calls(prompt, Planning.Weather));

    [Theory]
    [InlineData("What's the weather in Paris and Tokyo?", "Paris|Tokyo")]
    [InlineData("Get the weather for Paris, New York, and Rio de Janeiro", "Paris|New York|Rio de Janeiro")]
    [InlineData("Compare the weather in Paris with the weather in Oslo and the weather in Rome", "Paris|Oslo|Rome")]
    public void For_SeveralPlaces_CallsForEach(string prompt, string places)
    {
        string[] expected = [.. places.Split('|').Select(place => $"get_weather{{\"location\":\"{place}\"}}")];
        Assert.Equal(expected, Planning.Calls(prompt, Planning.Weather));
    }

    [Fact]
    public void For_SeveralAddresses_CallsForEach() =>
        Assert.Equal(
            ["""notify{"email":"a@example.com"}""", """notify{"email":"b@example.com"}"""],
            Planning.Calls("Notify a@example.com and b@example.com", """{"name":"notify","parameters":{"type":"OBJECT","properties":{"email":{"type":"STRING"}},"required":["email"]}}"""));

    [Fact]
    public void For_SeveralNumbers_CallsForEach() =>
        Assert.Equal(
            ["""is_prime{"n":7}""", """is_prime{"n":11}""", """is_prime{"n":15}"""],
            Planning.Calls("Are 7, 11 and 15 prime?", """{"name":"is_prime","parameters":{"type":"OBJECT","properties":{"n":{"type":"INTEGER"}},"required":["n"]}}"""));

    [Fact]
    public void For_TwoEndsOfOneJourney_CallsOnce() =>
        Assert.Equal(
            ["""find_flights{"origin":"Paris","destination":"Rome"}"""],
            Planning.Calls("Find flights from Paris to Rome", """{"name":"find_flights","parameters":{"type":"OBJECT","properties":{"origin":{"type":"STRING"},"destination":{"type":"STRING"}},"required":["origin","destination"]}}"""));

    [Fact]
    public void For_SeveralFunctions_CallsEach() =>
        Assert.Equal(
            ["""get_weather{"location":"Paris"}""", """send_email{"to":"bob@example.com","body":"hi"}"""],
            Planning.Calls("Get the weather in Paris and send an email to bob@example.com saying hi", string.Join(',', Planning.Weather, Planning.Divide, Planning.Email)));

    [Fact]
    public void For_ModeNone_IsEmpty() => Assert.Empty(Planning.Calls("What is the weather in Paris?", Planning.Weather, "NONE"));

    [Fact]
    public void For_ModeAny_AlwaysCalls()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            Assert.NotEmpty(Planning.Calls("Hello!", Planning.Weather + "," + Planning.Divide, "ANY", seed: seed));
        }
    }

    [Fact]
    public void For_ModeAny_PrefersWhatFits() =>
        Assert.Equal(["""get_weather{"location":"Paris"}"""], Planning.Calls("Weather in Paris?", Planning.Divide + "," + Planning.Weather, "ANY"));

    [Fact]
    public void For_ModeAnyWithoutReason_FillsAllParameters() =>
        Assert.Matches("^customDivide\\{\"denominator\":[-0-9.]+,\"numerator\":[-0-9.]+\\}$", Assert.Single(Planning.Calls("Hello!", Planning.Divide, "ANY")));

    [Theory]
    [InlineData("ANY")]
    [InlineData("VALIDATED")]
    [InlineData("AUTO")]
    public void For_AllowedNames_OnlyThoseAreCalled(string mode)
    {
        string functions = Planning.Weather + "," + Planning.Divide;
        string[] calls = Planning.Calls("What is the weather in Paris?", functions, mode, """["customDivide"]""");
        Assert.All(calls, call => Assert.StartsWith("customDivide", call, StringComparison.Ordinal));
        Assert.Equal(mode == "ANY", calls.Length > 0);
    }

    [Fact]
    public void For_ModeValidated_IsLikeAuto()
    {
        Assert.Equal(["""get_weather{"location":"Paris"}"""], Planning.Calls("Weather in Paris?", Planning.Weather, "VALIDATED"));
        Assert.Empty(Planning.Calls("Hello!", Planning.Weather, "VALIDATED"));
    }

    [Fact]
    public void For_Gemini3_CallsHaveIds()
    {
        IReadOnlyList<FunctionCall> calls = Planning.Plan(Planning.Request($"[{Planning.User("Weather in Paris and Tokyo?")}]", Planning.Weather), TestModels.Pro3);
        Assert.Equal(2, calls.Select(call => call.Id).Distinct().Count());
        Assert.All(calls, call => Assert.Matches("^[a-z0-9]{8}$", call.Id!));
    }

    [Fact]
    public void For_Gemini2_CallsHaveNoIds() =>
        Assert.All(Planning.Plan(Planning.Request($"[{Planning.User("Weather in Paris?")}]", Planning.Weather), TestModels.Flash25), call => Assert.Null(call.Id));

    [Fact]
    public void For_SameSeed_IsTheSame() =>
        Assert.Equal(Planning.Calls("Hello!", Planning.Meeting, "ANY", seed: 5), Planning.Calls("Hello!", Planning.Meeting, "ANY", seed: 5));

    [Fact]
    public void For_ContextBeforeTheQuestion_IsNotRead()
    {
        const string context = "<session_context>\\nThe weather in Rome. Directories: files\\n</session_context>";
        string contents = $"[{{\"role\":\"user\",\"parts\":[{{\"text\":\"{context}\"}},{{\"text\":\"Say hi\"}}]}}]";
        Assert.Empty(Planning.Plan(Planning.Request(contents, Planning.Weather)));
    }

    [Fact]
    public void For_ParametersThatNothingSatisfies_SaysWhere()
    {
        const string function = """{"name":"f","parameters":{"type":"OBJECT","properties":{"a":{"type":"INTEGER","minimum":2,"maximum":1}},"required":["a"]}}""";
        ApiException e = Assert.Throws<ApiException>(() => Planning.Calls("Call f", function, "ANY"));
        Assert.Equal("GenerateContentRequest.tools[0].function_declarations[0].parameters: no number lies within the bounds (at a).", e.Message);
    }
}
