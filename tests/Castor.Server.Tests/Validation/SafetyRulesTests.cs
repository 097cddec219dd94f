using Castor.Protocol;

namespace Castor.Server.Tests.Validation;

public sealed class SafetyRulesTests
{
    private const string Predicate =
        "element predicate failed: $.category in (HarmCategory.HARM_CATEGORY_HATE_SPEECH, HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT, " +
        "HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT, HarmCategory.HARM_CATEGORY_HARASSMENT, HarmCategory.HARM_CATEGORY_CIVIC_INTEGRITY, " +
        "HarmCategory.HARM_CATEGORY_JAILBREAK)\n";

    public static TheoryData<string, string> Refused => new()
    {
        { """{"category":"HARM_CATEGORY_VIOLENCE","threshold":"BLOCK_NONE"}""", "* GenerateContentRequest.safety_settings[0]: " + Predicate },
        { """{"category":"HARM_CATEGORY_UNSPECIFIED","threshold":"OFF"}""", "* GenerateContentRequest.safety_settings[0]: " + Predicate },
        { """{"threshold":"OFF"}""", "* GenerateContentRequest.safety_settings[0]: " + Predicate },
        {
            """{"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF"},{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}""",
            "* GenerateContentRequest.safety_settings[1]: only one setting is allowed for HARM_CATEGORY_HARASSMENT\n"
        },
    };

    public static TheoryData<string> Passing => new()
    {
        "",
        """
        {"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF"},{"category":"HARM_CATEGORY_HATE_SPEECH","threshold":"BLOCK_LOW_AND_ABOVE"},
        {"category":"HARM_CATEGORY_SEXUALLY_EXPLICIT","threshold":"BLOCK_NONE"},{"category":"HARM_CATEGORY_DANGEROUS_CONTENT"},
        {"category":"HARM_CATEGORY_CIVIC_INTEGRITY","threshold":"HARM_BLOCK_THRESHOLD_UNSPECIFIED"}
        """,
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Settings_Wrong_AreRefused(string settings, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Verdict.Ask($$""" "safetySettings":[{{settings}}] """), "gemini-2.5-flash"), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Settings_Right_Pass(string settings) =>
        Assert.Null(Verdict.OfGenerate(Verdict.Ask($$""" "safetySettings":[{{settings}}] """), "gemini-2.5-flash"));

    [Fact]
    public void Category_OfTheOtherApi_IsRefusedAsTheReaderDoes()
    {
        ApiException? verdict = Verdict.OfGenerate(
            """{"safetySettings":[{"category":"HARM_CATEGORY_IMAGE_HATE"},{"category":"HARM_CATEGORY_IMAGE_HARASSMENT"}]}""", "gemini-2.5-flash");

        const string Type = "(type.googleapis.com/google.ai.generativelanguage.v1beta.HarmCategory)";
        Verdict.Refuses(
            verdict,
            $"Invalid value at 'safety_settings[0].category' {Type}, \"HARM_CATEGORY_IMAGE_HATE\"\n" +
            $"Invalid value at 'safety_settings[1].category' {Type}, \"HARM_CATEGORY_IMAGE_HARASSMENT\"");
        BadRequest details = Assert.IsType<BadRequest>(Assert.Single(verdict!.Details));
        Assert.Equal(["safety_settings[0].category", "safety_settings[1].category"], details.FieldViolations!.Select(v => v.Field));
    }
}
