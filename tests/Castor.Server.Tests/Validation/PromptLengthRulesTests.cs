using System.Globalization;
using System.Text.RegularExpressions;
using Castor.Protocol;

namespace Castor.Server.Tests.Validation;

public sealed partial class PromptLengthRulesTests
{
    private const string Tts = "gemini-2.5-flash-preview-tts";

    public static string LongText(int words) => string.Join(' ', Enumerable.Repeat("word", words));

    [Fact]
    public void Prompt_BeyondTheLimit_IsRefusedWithItsCount()
    {
        ApiException? verdict = Verdict.OfGenerate(Speak(20000), Tts);

        Assert.NotNull(verdict);
        Match match = Refusal().Match(verdict.Message);
        Assert.True(match.Success, verdict.Message);
        Assert.InRange(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 8193, 40000);
    }

    [Fact]
    public void Prompt_LongInCharactersAlone_Passes() => Assert.Null(Verdict.OfGenerate(Speak(4000), Tts));

    [Fact]
    public void Prompt_OfAnImageModel_PassesBeyondItsLimit() => Assert.Null(Verdict.OfGenerate(
        $$"""{"contents":[{"parts":[{"text":"{{LongText(60000)}}"}]}]}""", "gemini-2.5-flash-image"));

    private static string Speak(int words) =>
        $$"""{"contents":[{"parts":[{"text":"{{LongText(words)}}"}]}],"generationConfig":{"responseModalities":["AUDIO"]} }""";

    [GeneratedRegex(@"^The input token count \((\d+)\) exceeds the maximum number of tokens allowed \(8192\)\.$")]
    private static partial Regex Refusal();
}
