using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Server.Tests.Validation;

public sealed class ThoughtSignatureRulesTests
{
    private const string Corrupted = "Corrupted thought signature.";
    private const string Model = "gemini-3-flash-preview";

    // The signature of a call in the recorded traffic of a Gemini 3 model, in its first bytes.
    private static readonly string s_recorded = Convert.ToBase64String([0x12, 0x04, 0x0a, 0x02, 0x01, 0x5c]);
    private static readonly byte[] s_own = ThoughtSignature.Issue("gemini-3", "f").ToArray();

    [Fact]
    public void Call_WithoutSignatureInTheCurrentTurn_IsRefused() => Verdict.Refuses(
        Verdict.OfGenerate(Conversation(User("a"), Calls(null, null), Responses(2)), Model),
        "Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing " +
        "thought_signature may lead to degraded model performance. Additional data, function call `default_api:f` , position 2. Please refer to " +
        "https://ai.google.dev/gemini-api/docs/thought-signatures for more details.");

    [Fact]
    public void Call_WithoutSignatureInALaterStep_IsRefused()
    {
        ApiException? verdict = Verdict.OfGenerate(
            Conversation(User("a"), Calls(s_recorded), Responses(1), Calls([null]), Responses(1)), Model);

        Assert.Contains("position 4.", verdict?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_InParallel_NeedTheFirstSignatureOnly()
    {
        Assert.Null(Verdict.OfGenerate(Conversation(User("a"), Calls(s_recorded, null), Responses(2)), Model));
        Assert.Null(Verdict.OfGenerate(Conversation(User("a"), Calls(s_recorded), Calls([null]), Responses(2)), Model));
        Assert.NotNull(Verdict.OfGenerate(Conversation(User("a"), Calls(null, s_recorded), Responses(2)), Model));
    }

    [Fact]
    public void Call_BeforeTheCurrentTurn_NeedsNoSignature() => Assert.Null(Verdict.OfGenerate(
        Conversation(User("a"), Calls([null]), Responses(1), """{"role":"model","parts":[{"text":"b"}]}""", User("c")), Model));

    [Fact]
    public void Call_OnAnEarlierModel_NeedsNoSignature() =>
        Assert.Null(Verdict.OfGenerate(Conversation(User("a"), Calls([null]), Responses(1)), "gemini-2.5-flash"));

    [Theory]
    [InlineData("skip_thought_signature_validator")]
    [InlineData("context_engineering_is_the_way_to_go")]
    [InlineData("c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=")]
    public void Placeholder_Documented_Passes(string signature) =>
        Assert.Null(Verdict.OfGenerate(Conversation(User("a"), Calls(signature), Responses(1)), Model));

    [Fact]
    public void Signature_OfOurs_PassesUnbrokenAlone()
    {
        byte[] broken = [.. s_own];
        broken[20] ^= 1;

        Assert.Null(Verdict.OfGenerate(Conversation(User("a"), Calls(Convert.ToBase64String(s_own)), Responses(1)), Model));
        Verdict.Refuses(Verdict.OfGenerate(Conversation(User("a"), Calls(Convert.ToBase64String(broken)), Responses(1)), Model), Corrupted);
        Verdict.Refuses(Verdict.OfGenerate(Conversation(User("a"), Calls(Convert.ToBase64String(s_own[..40])), Responses(1)), Model), Corrupted);
    }

    [Theory]
    [InlineData("c2ln")]
    [InlineData("AAAA")]
    [InlineData("Ev8BAA==")]
    public void Signature_ThatIsNoneOfAnyone_IsRefused(string signature) =>
        Verdict.Refuses(Verdict.OfGenerate(Conversation(User("a"), Calls(signature), Responses(1)), Model), Corrupted);

    [Fact]
    public void Signature_BrokenOnAnEarlierModel_Passes() =>
        Assert.Null(Verdict.OfGenerate(Conversation(User("a"), Calls("c2ln"), Responses(1)), "gemini-2.5-flash"));

    [Fact]
    public void Image_DrawnByTheModelWithoutSignature_IsRefusedInAnyTurn()
    {
        const string Drawn = """{"role":"model","parts":[{"text":"here"},{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]}""";
        string signed = Drawn.Replace("Ggo=\"}}", "Ggo=\"},\"thoughtSignature\":\"CgJhYg==\"}", StringComparison.Ordinal);
        string draft = Drawn.Replace("Ggo=\"}}", "Ggo=\"},\"thought\":true}", StringComparison.Ordinal);

        Verdict.Refuses(
            Verdict.OfGenerate(Conversation(User("a"), Drawn, User("b")), "gemini-3-pro-image"),
            "Image part is missing a thought_signature in content position 2, part position 2. Please refer to " +
            "https://ai.google.dev/gemini-api/docs/thought-signatures for more details.");
        Assert.Null(Verdict.OfGenerate(Conversation(User("a"), signed, User("b")), "gemini-3-pro-image"));
        Assert.Null(Verdict.OfGenerate(Conversation(User("a"), draft, User("b")), "gemini-3-pro-image"));
        Assert.Null(Verdict.OfGenerate(Conversation(User("a"), Drawn, User("b")), "gemini-2.5-flash-image"));
    }

    private static string Conversation(params string[] contents) => $$"""{"contents":[{{string.Join(",", contents)}}]}""";

    private static string User(string text) => $$"""{"role":"user","parts":[{"text":"{{text}}"}]}""";

    private static string Calls(params string?[] signatures) => $$"""{"role":"model","parts":[{{string.Join(",", signatures.Select(Call))}}]}""";

    private static string Call(string? signature) => signature is null
        ? """{"functionCall":{"name":"f","args":{}}}"""
        : $$$"""{"functionCall":{"name":"f","args":{}},"thoughtSignature":"{{{signature}}}"}""";

    private static string Responses(int count)
    {
        const string Response = """{"functionResponse":{"name":"f","response":{}}}""";
        return $$"""{"role":"user","parts":[{{string.Join(",", Enumerable.Repeat(Response, count))}}]}""";
    }
}
