using System.Text.Json;
using Castor.Inference.Chat;
using Castor.Inference.Tests.Tokenization;
using Castor.Inference.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Chat;

public sealed class Gemma4AnswerReaderTests
{
    private static readonly ITokenizer s_tokenizer = TokenizerFixture.Gemma4.Tokenizer;
    private static readonly ChatTemplate s_template = ChatTemplate.For(s_tokenizer);
    private static readonly ChatPrompt s_prompt = new() { Turns = [] };

    [Theory]
    [InlineData("", "")]
    [InlineData("Hello, wörld 👩‍👩‍👧!", "text: Hello, wörld 👩‍👩‍👧!")]
    [InlineData("Hi.<turn|>More", "text: Hi.")]
    [InlineData("Hi.<eos>", "text: Hi.")]
    [InlineData("<|channel>thought\nLet me see.\n<channel|>It is 4.<turn|>", "thought: Let me see.\\n | text: It is 4.")]
    [InlineData("<|channel>thought\n<channel|>It is 4.", "text: It is 4.")]
    [InlineData("<|channel>thought<channel|>It is 4.", "text: It is 4.")]
    [InlineData("<|channel>thought\nNever ended", "thought: Never ended")]
    [InlineData(
        "<|channel>a name that is far too long to be the name of a channel",
        "thought: a name that is far too long to be the name of a channel")]
    [InlineData("4<|channel>thought\nDone?<channel|><channel|>", "text: 4 | thought: Done?")]
    [InlineData("<|turn>model\n4", "text: 4")]
    [InlineData("say <|\"|>x<|\"|>", "text: say x")]
    [InlineData("<|tool_call>call:now{}<tool_call|><|tool_response>response", "toolcall: now {}")]
    [InlineData("<|tool_call>call:files:read{}<tool_call|>", "toolcall: files:read {}")]
    [InlineData("Sure.<|tool_call>call:f{a:<|\"|>x<|\"|>}<tool_call|>", "text: Sure. | toolcall: f {\"a\":\"x\"}")]
    [InlineData("<|tool_call>call:f{}<tool_call|><|tool_call>call:g{b:1}<tool_call|>", "toolcall: f {} | toolcall: g {\"b\":1}")]
    [InlineData("<|channel>thought\nCall it.<|tool_call>call:f{}<tool_call|>Done", "thought: Call it. | toolcall: f {} | text: Done")]
    [InlineData(
        "<|tool_call>call:f{a:[1,-2.5e+3,true,false,null,{},[]],b:{c:{d:<|\"|><|\"|>}}}<tool_call|>",
        "toolcall: f {\"a\":[1,-2.5e+3,true,false,null,{},[]],\"b\":{\"c\":{\"d\":\"\"}}}")]
    [InlineData(
        "<|tool_call>call:f{a:<|\"|>{},:\"[]}\n<|\"|>,b:<|\"|>é\\n<|\"|>}<tool_call|>",
        "toolcall: f {\"a\":\"{},:\\\"[]}\\n\",\"b\":\"é\\\\n\"}")]
    [InlineData("<|tool_call> call: my.tool-1 { a : 1 , <|\"|>b c<|\"|> : [ 1 , 2 ] } <tool_call|>", "toolcall: my.tool-1 {\"a\":1,\"b c\":[1,2]}")]
    [InlineData("<|tool_call>call:f{\"a\":\"x\\u0041\\\"\"}<tool_call|>", "toolcall: f {\"a\":\"xA\\\"\"}")]
    [InlineData("<|tool_call>call:f{a:1}<turn|>", "toolcall: f {\"a\":1}")]
    public void Add_Answer_TellsItsParts(string answer, string parts) =>
        Assert.Equal(parts, Answers.Read(s_template.ReadAnswer(s_prompt), Answers.Encode(s_tokenizer, answer)));

    [Theory]
    [InlineData("", "The call does not start with call:NAME{.")]
    [InlineData("f{}", "The call does not start with call:NAME{.")]
    [InlineData("call:f", "The call does not start with call:NAME{.")]
    [InlineData("call:<|\"|>f<|\"|>{}", "The call does not start with call:NAME{.")]
    [InlineData("call:{}", "The call names no tool.")]
    [InlineData("call:two words{}", "The call names no tool.")]
    [InlineData("call:f{", "A key is missing at character 7.")]
    [InlineData("call:f{a}", "A key is missing at character 7.")]
    [InlineData("call:f{a:}", "A value is no string, number, true, false or null at character 9.")]
    [InlineData("call:f{a:Paris}", "A value is no string, number, true, false or null at character 9.")]
    [InlineData("call:f{a:1 b:2}", "A comma or a brace is missing at character 11.")]
    [InlineData("call:f{a:01}", "A value is no string, number, true, false or null at character 9.")]
    [InlineData("call:f{a:1.}", "A value is no string, number, true, false or null at character 9.")]
    [InlineData("call:f{a:1e}", "A value is no string, number, true, false or null at character 9.")]
    [InlineData("call:f{a:-}", "A value is no string, number, true, false or null at character 9.")]
    [InlineData("call:f{a:1,}", "A key is missing at character 11.")]
    [InlineData("call:f{a:[1}", "A comma or a bracket is missing at character 11.")]
    [InlineData("call:f{a:1,a:2}", "The key a comes twice at character 13.")]
    [InlineData("call:f{a:<|\"|>x}", "A string has no end at character 9.")]
    [InlineData("call:f{a:<|\"|>x<|\"|><|\"|>y<|\"|>}", "A comma or a brace is missing at character 10.")]
    [InlineData("call:f{a:\"x}", "A string is not JSON's at character 9.")]
    [InlineData("call:f{} and more", "There is more after the arguments at character 9.")]
    [InlineData("call:f{}<|\"|>", "There is more after the arguments at character 8.")]
    public void Add_MalformedCall_TellsWhatIsWrong(string call, string reason)
    {
        ChatAnswerReader reader = s_template.ReadAnswer(s_prompt);

        Assert.Equal(
            $"malformedcall: {call}: {reason} | text: on",
            Answers.Read(reader, Answers.Encode(s_tokenizer, $"<|tool_call>{call}<tool_call|>on")));
    }

    [Theory]
    [InlineData("call:f{a:<|\"|>x", "malformedcall: call:f{a:<|\"|>x: The call is not finished.")]
    [InlineData("call:f{a:1<|channel>thought\nx", "malformedcall: call:f{a:1: The call is not finished. | thought: x")]
    [InlineData("call:f{a:1<|tool_call>call:g{}<tool_call|>", "malformedcall: call:f{a:1: The call is not finished. | toolcall: g {}")]
    public void Finish_WithinACall_TellsThatItIsNotFinished(string call, string parts) =>
        Assert.Equal(parts, Answers.Read(s_template.ReadAnswer(s_prompt), Answers.Encode(s_tokenizer, $"<|tool_call>{call}")));

    [Fact]
    public void Add_AfterACallWasForced_StartsWithinIt()
    {
        ChatPrompt prompt = s_prompt with { Tools = [new ChatTool("now")], ToolUse = ChatToolUse.Required };

        Assert.Equal("toolcall: now {}", Answers.Read(s_template.ReadAnswer(prompt), Answers.Encode(s_tokenizer, "now{}<tool_call|>")));
    }

    [Fact]
    public void Add_HalfACharacterBeforeAMark_TellsItWhereItWas()
    {
        ChatAnswerReader reader = s_template.ReadAnswer(s_prompt);
        int half = s_tokenizer.Vocabulary.Find("<0xE2>")!.Value;

        List<int> thought = Answers.Encode(s_tokenizer, "<|channel>thought\nb");
        int end = s_tokenizer.Vocabulary.Find("<channel|>")!.Value;

        Assert.Equal("text: a\uFFFD | thought: b\uFFFD", Answers.Read(reader, [.. Answers.Encode(s_tokenizer, "a"), half, .. thought, half, end]));
        Assert.True(reader.IsFinished);
    }

    [Fact]
    public void Add_DeepArguments_AreRefusedAndNotFollowed()
    {
        List<int> answer = Answers.Encode(s_tokenizer, $"<|tool_call>call:f{{a:{new string('[', 5000)}<tool_call|>");

        Assert.Contains("Values are too deep", Answers.Read(s_template.ReadAnswer(s_prompt), answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Add_RenderedCall_IsReadBack()
    {
        Gen<string> keys = Gen.Elements("a", "City", "city", "snake_case", "kebab-case", "größe", "two words", "true", "1");
        Gen<JsonElement> leaves = Gen.OneOf(
            AnyText.Arbitrary.Generator.Select(text => JsonSerializer.SerializeToElement(string.Concat(text.EnumerateRunes()))),
            Gen.Elements("1", "-2.5", "1e30", "0", "true", "false", "null", "{}", "[]").Select(text => JsonElement.Parse(text)));
        Gen<JsonElement> arrays = leaves.ListOf().Select(list => JsonSerializer.SerializeToElement(list.ToArray()));
        Gen<JsonElement> objects = Objects(keys, Gen.OneOf(leaves, arrays));
        Gen<JsonElement> arguments = Objects(keys, Gen.OneOf(leaves, arrays, objects));

        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 11).WithMaxTest(1000), Prop.ForAll(arguments.ToArbitrary(), expected =>
        {
            List<int> tokens = [];
            ChatTurn[] turns = [new ChatTurn(ChatRole.Model, [new ToolCallPart("f", expected)])];
            s_template.Render(new ChatPrompt { Turns = turns, AddGenerationPrompt = false }, tokens);
            List<ChatPart> parts = [];
            ChatAnswerReader reader = s_template.ReadAnswer(s_prompt);
            tokens.Skip(1).ToList().ForEach(token => reader.Add(token, parts));

            return parts is [ToolCallPart { Name: "f" } call] && JsonElement.DeepEquals(call.Arguments, expected);
        }));
    }

    [Fact]
    public void Add_AnyTokens_NeverThrows()
    {
        Vocabulary vocabulary = s_tokenizer.Vocabulary;
        int[] marks = [.. Enumerable.Range(0, vocabulary.Count).Where(token => vocabulary.KindOf(token) == TokenKind.Control)];
        Gen<int> token = Gen.OneOf(
            Gen.Elements(marks),
            Gen.Choose(0, vocabulary.Count - 1),
            Gen.Elements(Answers.Encode(s_tokenizer, "call:f{a:1,b:\"x\"}[],\nthought").ToArray()));

        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20261121, 13).WithMaxTest(5000),
            Prop.ForAll(token.ListOf().Select(list => list.ToArray()).ToArbitrary(), tokens =>
            {
                ChatAnswerReader reader = s_template.ReadAnswer(s_prompt);
                List<ChatPart> parts = [];
                Array.ForEach(tokens, one => reader.Add(one, parts));
                reader.Finish(parts);
                return reader.IsFinished && parts.TrueForAll(part => part is not ToolCallPart call || call.Arguments.ValueKind == JsonValueKind.Object);
            }));
    }

    private static Gen<JsonElement> Objects(Gen<string> keys, Gen<JsonElement> values) =>
        keys.Zip(values).ListOf().Select(members => JsonSerializer.SerializeToElement(
            members.DistinctBy(member => member.Item1).ToDictionary(member => member.Item1, member => member.Item2)));
}
