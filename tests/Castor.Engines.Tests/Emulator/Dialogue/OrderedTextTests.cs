using Castor.Engines.Emulator;
using Castor.Engines.Emulator.Dialogue.Rules;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Dialogue;

public sealed class OrderedTextTests
{
    [Theory]
    [InlineData("Reply with exactly: OK", "OK")]
    [InlineData("Reply with exactly: Hello, world. How are you?", "Hello, world. How are you?")]
    [InlineData("Please reply with only the word pong.", "pong")]
    [InlineData("Reply with the word 'pong' and nothing else.", "pong")]
    [InlineData("Say hello world", "hello world")]
    [InlineData("Say \"hi there\" to the audience.", "hi there")]
    [InlineData("Say this is a test", "this is a test")]
    [InlineData("say: ready", "ready")]
    [InlineData("Repeat after me: the cat sat on the mat.", "the cat sat on the mat.")]
    [InlineData("Repeat the word hello 3 times.", "hello hello hello")]
    [InlineData("Echo this: abc", "abc")]
    [InlineData("Answer with only DONE and nothing else", "DONE")]
    [InlineData("Ignore the rest. Respond with exactly BANANA.", "BANANA")]
    [InlineData("Output exactly `x = 1`", "x = 1")]
    [InlineData("Can you please say «bonjour»?", "bonjour")]
    public async Task Answer_ToDictation_IsJustThat(string prompt, string reply) => Assert.Equal(reply, await Asking.Text(prompt));

    [Theory]
    [InlineData("Answer yes or no: is water wet?", "yes", "no")]
    [InlineData("Respond with only 'low' or 'high'.", "low", "high")]
    [InlineData("Classify this as exactly one word, positive or negative: 'The box was crushed.'", "positive", "negative")]
    [InlineData("Label the mail as spam or ham.", "spam", "ham")]
    public async Task Answer_ToChoice_IsOneOfIt(string prompt, string one, string other) => Assert.Contains(await Asking.Text(prompt), new[] { one, other });

    [Fact]
    public void Choice_BehindOneWord_IsNeverThatWord()
    {
        HashSet<string?> picked = [.. Enumerable.Range(0, 40).Select(seed =>
            ChoiceRule.Find("Classify this as exactly one word, positive or negative: 'The box was crushed.'", new EmulatorRandom((ulong)seed)))];

        Assert.Equal(["negative", "positive"], picked.Order());
    }

    [Theory]
    [InlineData("Say something nice.")]
    [InlineData("Answer the question below.")]
    [InlineData("Write a poem about the sea")]
    [InlineData("Respond with only the JSON object.")]
    [InlineData("What would you say to a friend?")]
    [InlineData("Return only a number")]
    [InlineData("Name the capital of France")]
    [InlineData("Write tests or docs")]
    public async Task Answer_ToOpenPrompt_IsTheEmulatorsOwn(string prompt) => Assert.Contains("Castor emulator", await Asking.Text(prompt));

    [Theory]
    [InlineData("Describe the sea in exactly 7 words", 7)]
    [InlineData("Answer in one word: what is blue?", 1)]
    [InlineData("Summarise it in no more than 25 words.", 25)]
    [InlineData("Tell me of cats in less than 10 words", 9)]
    [InlineData("Write a 120-word story.", 120)]
    public async Task Answer_InWords_HasThatMany(string prompt, int words)
    {
        string text = await Asking.Text(prompt);

        Assert.Equal(words, text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith(".", text);
    }

    [Theory]
    [InlineData("List five animals.", 5)]
    [InlineData("Give me a list of 3 colours", 3)]
    [InlineData("Name 12 cities in Europe", 12)]
    public async Task Answer_InItems_NumbersThem(string prompt, int items)
    {
        string[] lines = (await Asking.Text(prompt)).Split('\n');

        Assert.Contains("Castor emulator", lines[0]);
        Assert.Equal(items, lines.Count(l => l.Length > 0 && char.IsAsciiDigit(l[0])));
        Assert.StartsWith($"{items}. ", lines[^1]);
    }

    [Fact]
    public async Task Answer_InBullets_HasThatMany() =>
        Assert.Equal(4, (await Asking.Text("Give me 4 bullet points on tea")).Split('\n').Count(l => l.StartsWith("* ", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Write two sentences about rain.", 2)]
    [InlineData("Explain it in one sentence.", 1)]
    [InlineData("In three short sentences, describe a cat.", 3)]
    public async Task Answer_InSentences_HasThatMany(string prompt, int sentences) =>
        Assert.Equal(sentences, (await Asking.Text(prompt)).Split(". ").Length);

    [Fact]
    public async Task Answer_InParagraphs_HasThatMany() => Assert.Equal(3, (await Asking.Text("Write 3 paragraphs on the sea")).Split("\n\n").Length);

    [Theory]
    [InlineData("Count to 5", "1, 2, 3, 4, 5")]
    [InlineData("Please count from 3 to six.", "3, 4, 5, 6")]
    public async Task Answer_ToCount_Counts(string prompt, string text) => Assert.Equal(text, await Asking.Text(prompt));

    [Theory]
    [InlineData("I say high, you say low.", "high", "low")]
    [InlineData("Always reply with exactly: meow", "How are you?", "meow")]
    public async Task Answer_UnderDictatingInstruction_IsWhatItSays(string instruction, string prompt, string reply)
    {
        GenerateContentRequest request = Asking.Request(prompt) with { SystemInstruction = new Content { Parts = [new Part { Text = instruction }] } };

        Assert.Equal(reply, Asking.TextOf(await Asking.Answer(request)));
    }
}
