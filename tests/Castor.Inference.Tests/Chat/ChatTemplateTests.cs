using System.Text;
using System.Text.Json;
using Castor.Inference.Chat;
using Castor.Inference.Gguf;
using Castor.Inference.Tests.Tokenization;
using Castor.Inference.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Chat;

public sealed class ChatTemplateTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 9).WithMaxTest(500);

    [Theory]
    [InlineData("gemma4", ChatFormat.Gemma4, 29)]
    [InlineData("gemma3", ChatFormat.Gemma3, 6)]
    public void RenderText_RecordedConversations_IsThePublishedTemplates(string format, ChatFormat expected, int count)
    {
        ChatTemplate template = Template(format);
        IReadOnlyList<ChatFixture> conversations = ChatFixture.Read(format);

        Assert.Equal(expected, template.Format);
        Assert.Equal(count, conversations.Count);
        Assert.Multiple([.. conversations.Select<ChatFixture, Action>(conversation => () =>
            Assert.Equal((conversation.Name, conversation.Text), (conversation.Name, template.RenderText(conversation.Prompt))))]);
    }

    [Theory]
    [InlineData("gemma4")]
    [InlineData("gemma3")]
    public void Render_RecordedConversations_SpellsTheText(string format)
    {
        ITokenizer tokenizer = TokenizerOf(format);
        foreach (ChatFixture conversation in ChatFixture.Read(format))
        {
            List<int> tokens = [];
            Template(format).Render(conversation.Prompt, tokens);

            Assert.Equal(conversation.Text, Spell(tokenizer.Vocabulary, tokens));
            Assert.Equal(tokenizer.Vocabulary.Bos, tokens[0]);
        }
    }

    [Theory]
    [InlineData("gemma4")]
    [InlineData("gemma3")]
    public void Render_AnyTexts_HasMarksOnlyWhereTheTemplateHasThem(string format)
    {
        ITokenizer tokenizer = TokenizerOf(format);
        ChatTemplate template = Template(format);

        Check.One(s_config, Prop.ForAll(AnyText.Arbitrary.Generator.Four().ToArbitrary(), texts =>
        {
            (string first, string second, string third, string fourth) = texts;

            return Marks(tokenizer, template, first, second, third, fourth).SequenceEqual(Marks(tokenizer, template, "a", "b", "c", "d"));
        }));
    }

    [Fact]
    public void RenderText_ToolsForGemma3_AreToldInWords()
    {
        var prompt = new ChatPrompt
        {
            System = "Be brief.",
            Tools =
            [
                new ChatTool("get_weather", "Weather", JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}}}"""u8)),
                new ChatTool("now"),
            ],
            Thinking = true,
            Turns =
            [
                new ChatTurn(ChatRole.User, [new TextPart("Weather in \"Paris\"?")]),
                new ChatTurn(ChatRole.Model, [
                    new ThoughtPart("hm"),
                    new ToolCallPart("get_weather", JsonElement.Parse("""{"city":"Paris"}"""u8)),
                    new ToolCallPart("now", default)]),
                new ChatTurn(ChatRole.User, [
                    new ToolResponsePart("get_weather", JsonElement.Parse("""{"t":15}"""u8)),
                    new ToolResponsePart("now", JsonElement.Parse("1"u8)),
                    new TextPart("And?")]),
            ],
        };

        Assert.Equal(
            """
            <bos><start_of_turn>user
            Be brief.

            You have access to the functions below. If you decide to call any of them, answer with the call and no other text, in the format of
            {"name": function name, "parameters": dictionary of argument name and its value}
            and several calls as a JSON array of those.

            [{"name": "get_weather", "description": "Weather", "parameters": {"type":"object","properties":{"city":{"type":"string"}}}},
            {"name": "now", "description": ""}]

            Weather in "Paris"?<end_of_turn>
            <start_of_turn>model
            [{"name": "get_weather", "parameters": {"city":"Paris"}}, {"name": "now", "parameters": null}]<end_of_turn>
            <start_of_turn>user
            {"name": "get_weather", "response": {"t":15}}
            {"name": "now", "response": 1}

            And?<end_of_turn>
            <start_of_turn>model

            """,
            Template("gemma3").RenderText(prompt));
    }

    [Fact]
    public void RenderText_SystemTextAndNoUser_HasATurnForIt() =>
        Assert.Equal(
            "<bos><start_of_turn>user\nBe brief.<end_of_turn>\n<start_of_turn>model\nHi.<end_of_turn>\n<start_of_turn>model\n",
            Template("gemma3").RenderText(new ChatPrompt { System = "Be brief.", Turns = [new ChatTurn(ChatRole.Model, [new TextPart("Hi.")])] }));

    [Theory]
    [InlineData("text beside a call", "<|turn>model\nOn it.<|tool_call>call:now{}<tool_call|><turn|>\n")]
    [InlineData(
        "text beside responses",
        "<|turn>model\n<|tool_call>call:now{}<tool_call|><|tool_response>response:now{a:null}<tool_response|><turn|>\n<|turn>user\nStop.<turn|>\n")]
    [InlineData("responses to nothing", "<|turn>model\n<|tool_response>response:now{a:1.50}<tool_response|>")]
    [InlineData("a malformed call", "<|turn>model\ncall:now{<turn|>\n")]
    public void RenderText_WhatThePublishedTemplateLoses_IsKept(string name, string expected)
    {
        var call = new ToolCallPart("now", JsonElement.Parse("{}"u8));
        ChatTurn[] turns = name switch
        {
            "text beside a call" => [new ChatTurn(ChatRole.Model, [new TextPart("On it.\n"), call])],
            "text beside responses" =>
                [
                    new ChatTurn(ChatRole.Model, [call]),
                    new ChatTurn(ChatRole.User, [new TextPart("Stop."), new ToolResponsePart("now", JsonElement.Parse("""{"a":null}"""u8))]),
                ],
            "responses to nothing" => [new ChatTurn(ChatRole.User, [new ToolResponsePart("now", JsonElement.Parse("""{"a":1.50}"""u8))])],
            _ => [new ChatTurn(ChatRole.Model, [new MalformedCallPart("call:now{", "")])],
        };

        Assert.Equal("<bos>" + expected, Template("gemma4").RenderText(new ChatPrompt { Turns = turns, AddGenerationPrompt = false }));
    }

    [Fact]
    public void RenderText_ParameterNamedAsAKeyword_IsTold()
    {
        JsonElement parameters = JsonElement.Parse("""{"properties":{"type":{"type":"string"},"description":{"type":"string","description":"What"}}}"""u8);
        var tool = new ChatTool("note", "Notes.", parameters);

        Assert.Contains(
            """properties:{description:{description:<|"|>What<|"|>,type:<|"|>STRING<|"|>},type:{type:<|"|>STRING<|"|>}},type:<|"|>OBJECT<|"|>}}<tool|>""",
            Template("gemma4").RenderText(new ChatPrompt { Turns = [], Tools = [tool] }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gemma4", "<|channel>thought\n<channel|><|tool_call>call:")]
    [InlineData("gemma3", "<start_of_turn>model\n")]
    public void RenderText_CallRequired_EndsWithinOneWhereThereIsAMark(string format, string end)
    {
        ChatTurn[] turns = [new ChatTurn(ChatRole.User, [new TextPart("Go.")])];
        var prompt = new ChatPrompt { Turns = turns, Tools = [new ChatTool("go")], ToolUse = ChatToolUse.Required };
        string text = Template(format).RenderText(prompt);

        Assert.EndsWith(end, text, StringComparison.Ordinal);
        Assert.Equal(format == "gemma3", text.Contains("You MUST call at least one of them now", StringComparison.Ordinal));
        Assert.DoesNotContain("<|tool_call>", Template(format).RenderText(prompt with { Tools = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void ChatTurn_PartOfTheOtherSide_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new ChatTurn(ChatRole.User, [new ToolCallPart("f", default)]));
        Assert.Throws<ArgumentException>(() => new ChatTurn(ChatRole.User, [new ThoughtPart("")]));
        Assert.Throws<ArgumentException>(() => new ChatTurn(ChatRole.Model, [new ToolResponsePart("f", default)]));
    }

    [Theory]
    [InlineData("The vocabulary has neither <|turn> nor <start_of_turn>: no chat template is known for this model.", "a")]
    [InlineData("The vocabulary lacks <turn|>, which the Gemma4 chat template needs.", "<|turn>")]
    [InlineData("The vocabulary lacks <end_of_turn>, which the Gemma3 chat template needs.", "<start_of_turn>")]
    public void For_VocabularyWithoutTheMarks_IsRefused(string message, string piece)
    {
        PieceList pieces = PieceList.Of(["<unk>", "<bos>", piece]);
        var vocabulary = new Vocabulary(new VocabularyFacts { Pieces = pieces, Kinds = [2, 3, 3], Unknown = 0, Scores = new float[3] });

        Assert.Equal(message, Assert.Throws<GgufException>(() => ChatTemplate.For(new SentencePieceTokenizer(vocabulary))).Message);
    }

    private static ITokenizer TokenizerOf(string format) => (format == "gemma4" ? TokenizerFixture.Gemma4 : TokenizerFixture.SentencePiece).Tokenizer;

    private static ChatTemplate Template(string format) => ChatTemplate.For(TokenizerOf(format));

    private static IEnumerable<int> Marks(ITokenizer tokenizer, ChatTemplate template, string first, string second, string third, string fourth)
    {
        var text = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["x"] = third, ["y"] = new[] { fourth } });
        List<int> tokens = [];
        template.Render(
            new ChatPrompt
            {
                System = "s" + first,
                Tools = [new ChatTool("f" + second, third, JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string"}}}"""u8))],
                Turns =
                [
                    new ChatTurn(ChatRole.User, [new TextPart(first), new TextPart(second)]),
                    new ChatTurn(ChatRole.Model, [new ThoughtPart(third), new TextPart(fourth), new ToolCallPart("f" + second, text)]),
                    new ChatTurn(ChatRole.User, [new ToolResponsePart("f" + second, text)]),
                    new ChatTurn(ChatRole.Model, [new TextPart(first), new MalformedCallPart(second, third)]),
                ],
            },
            tokens);
        return tokens.Where(token => tokenizer.Vocabulary.KindOf(token) == TokenKind.Control);
    }

    private static string Spell(Vocabulary vocabulary, List<int> tokens)
    {
        var spelt = new StringBuilder();
        var detokenizer = new StreamingDetokenizer(vocabulary);
        foreach (int token in tokens)
        {
            spelt.Append(vocabulary.KindOf(token) == TokenKind.Control ? vocabulary.NameOf(token) : detokenizer.Append(token));
        }

        return spelt.ToString();
    }
}
