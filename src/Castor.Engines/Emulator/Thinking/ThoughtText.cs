using Castor.Engines.Emulator.Dialogue;

namespace Castor.Engines.Emulator.Thinking;

/// <summary>The summaries of thoughts, in the look of the recorded ones: a bold heading and a paragraph for each.</summary>
internal static class ThoughtText
{
    private const int PromptQuote = 120;
    private const int TokensOfTwoSections = 48;
    private const int TokensOfThreeSections = 128;

    private static readonly string[] s_further =
    [
        "**Weighing the Answer**\n\nThe emulator does not reason; this section stands where a model would weigh what it found. "
            + "The text that follows is picked by the seed alone.\n\n\n",
        "**Checking the Result**\n\nAll that the request asks of the form of the answer has been looked at: limits, schema, tools and language. "
            + "The answer can be written.\n\n\n",
    ];

    /// <summary>Writes the sections; more thought makes more of them.</summary>
    public static IReadOnlyList<string> Write(string prompt, int tokens)
    {
        TextBuffer first = TextBuffer.Rent();
        first.Append("**Reading the Request**\n\nThis is an emulated thought. The request to look at says: “");
        Quote.Append(first, prompt, PromptQuote);
        first.Append("”.\n\n\n");
        string opening = first.Finish();
        return tokens switch
        {
            < TokensOfTwoSections => [opening],
            < TokensOfThreeSections => [opening, s_further[0]],
            _ => [opening, s_further[0], s_further[1]],
        };
    }
}
