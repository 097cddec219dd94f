using Castor.Inference.Chat;
using Castor.Inference.Tests.Tokenization;
using Castor.Inference.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Chat;

public sealed class Gemma3AnswerReaderTests
{
    private static readonly ITokenizer s_tokenizer = TokenizerFixture.SentencePiece.Tokenizer;
    private static readonly ChatTemplate s_template = ChatTemplate.For(s_tokenizer);
    private static readonly ChatPrompt s_prompt = new() { Turns = [], Tools = [new ChatTool("get_weather"), new ChatTool("now")] };

    [Theory]
    [InlineData("", "")]
    [InlineData("Hello!\n", "text: Hello!\\n")]
    [InlineData("Hi.<end_of_turn>More", "text: Hi.")]
    [InlineData("{\"name\": \"now\", \"parameters\": {}}", "toolcall: now {}")]
    [InlineData(
        "\n{\"name\": \"get_weather\", \"parameters\": {\"city\": \"Par}is\\\"\"}}\n<end_of_turn>",
        "toolcall: get_weather {\"city\": \"Par}is\\\"\"}")]
    [InlineData("{ \"name\" : \"now\" }", "toolcall: now {}")]
    [InlineData("{\"name\": \"now\", \"arguments\": {\"a\": 1}}", "toolcall: now {\"a\": 1}")]
    [InlineData("```json\n{\"name\": \"now\", \"parameters\": {}}\n```\n", "toolcall: now {}")]
    [InlineData("```tool_code\n{\"name\": \"now\", \"parameters\": {}}", "toolcall: now {}")]
    [InlineData(
        "Let me see.\n```json\n{\"name\": \"now\", \"parameters\": {}}\n```\nThere.",
        "text: Let me see. | toolcall: now {} | text: \\n\\nThere.")]
    [InlineData(
        "[{\"name\": \"now\", \"parameters\": {}}, {\"name\": \"get_weather\", \"parameters\": {\"a\": [1, {}]}}]",
        "toolcall: now {} | toolcall: get_weather {\"a\": [1, {}]}")]
    [InlineData("{\"name\": \"now\", \"parameters\": {}}\n{\"name\": \"now\", \"parameters\": {}}", "toolcall: now {} | toolcall: now {}")]
    [InlineData("{\"name\": \"Bob\", \"age\": 3}", "text: {\"name\": \"Bob\", \"age\": 3}")]
    [InlineData("{\"city\": \"Paris\"}", "text: {\"city\": \"Paris\"}")]
    [InlineData("[1, 2, 3]", "text: [1, 2, 3]")]
    [InlineData("{}", "text: {}")]
    [InlineData("[]", "text: []")]
    [InlineData("[", "text: [")]
    [InlineData("`now` is a call:\n```python\nprint(\"{}\")\n```", "text: `now` is a call:\\n```python\\nprint(\"{}\")\\n```")]
    [InlineData("Say {\"name\": \"now\"} in a line", "text: Say {\"name\": \"now\"} in a line")]
    [InlineData("``` \n", "text: ``` \\n")]
    [InlineData("{\"name\": \"now\", \"parameters\": {\"a\":", "malformedcall: {\"name\": \"now\", \"parameters\": {\"a\":: The call is not finished.")]
    [InlineData("{\"name\": \"now\", \"parameters\": {a}}", "malformedcall: {\"name\": \"now\", \"parameters\": {a}}: The call is not JSON.")]
    [InlineData(
        "{\"name\": \"now\", \"parameters\": [1]}",
        "malformedcall: {\"name\": \"now\", \"parameters\": [1]}: The parameters of now are no object.")]
    [InlineData(
        "[{\"name\": \"now\"}, {\"name\": \"x\"}]",
        "malformedcall: [{\"name\": \"now\"}, {\"name\": \"x\"}]: A call names no tool that there is.")]
    [InlineData("[{\"name\": \"now\"}, 1]", "malformedcall: [{\"name\": \"now\"}, 1]: A call names no tool that there is.")]
    public void Add_Answer_TellsItsParts(string answer, string parts) =>
        Assert.Equal(parts, Answers.Read(s_template.ReadAnswer(s_prompt), Answers.Encode(s_tokenizer, answer)));

    [Fact]
    public void Add_WithoutTools_IsText() => Assert.Equal(
        "text: {\"name\": \"now\", \"parameters\": {}}",
        Answers.Read(s_template.ReadAnswer(s_prompt with { Tools = [] }), Answers.Encode(s_tokenizer, "{\"name\": \"now\", \"parameters\": {}}")));

    [Fact]
    public void Add_OtherJson_IsToldAsSoonAsItIsNoCall()
    {
        ChatAnswerReader reader = s_template.ReadAnswer(s_prompt);
        List<ChatPart> parts = [];
        Answers.Encode(s_tokenizer, "{\"name\": \"Bob\", ").ForEach(token => reader.Add(token, parts));

        Assert.Equal("text: {\"name\": \"Bob\",", Answers.Tell(parts));
    }

    [Fact]
    public void Add_AnyTextThatIsNoCall_ComesBack()
    {
        ITokenizer tokenizer = s_tokenizer;
        Gen<string> json = Gen.Elements("{", "[", "`", "```", "}", "]", "\"", "\"name\"", ":", "json", "\n", " ", "Bob", "\\")
            .ListOf().Select(string.Concat);

        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20261121, 15).WithMaxTest(3000),
            Prop.ForAll(Gen.OneOf(json, AnyText.Arbitrary.Generator).ToArbitrary(), text =>
            {
                List<int> tokens = [];
                tokenizer.Encode(text, tokens);
                string expected = StreamingDetokenizer.Decode(tokenizer.Vocabulary, tokens);
                return Answers.Read(s_template.ReadAnswer(s_prompt), tokens) == Answers.Tell(expected.Length == 0 ? [] : [new TextPart(expected)]);
            }));
    }
}
