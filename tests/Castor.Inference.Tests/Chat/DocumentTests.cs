using System.Text.Json;
using Castor.Inference.Chat;
using Castor.Inference.Tests.Tokenization;

namespace Castor.Inference.Tests.Chat;

public sealed class DocumentTests
{
    [Fact]
    public void RenderText_TheConversationOfTheDocument_IsItsExample()
    {
        var prompt = new ChatPrompt
        {
            System = "Be brief.",
            Thinking = true,
            Tools = [new ChatTool("now", "The time.")],
            Turns =
            [
                new ChatTurn(ChatRole.User, [new TextPart("What time is it?")]),
                new ChatTurn(ChatRole.Model, [
                    new ThoughtPart("I have to ask."),
                    new ToolCallPart("now", JsonElement.Parse("""{"zone":"CET"}"""u8))]),
                new ChatTurn(ChatRole.User, [new ToolResponsePart("now", JsonElement.Parse("""{"time":"12:00"}"""u8))]),
                new ChatTurn(ChatRole.Model, [new TextPart("It is noon.")]),
            ],
            AddGenerationPrompt = false,
        };

        string text = ChatTemplate.For(TokenizerFixture.Gemma4.Tokenizer).RenderText(prompt);

        Assert.Contains($"```\n{text}```", File.ReadAllText(RepositoryFile.Path("docs/tokenizers.md")), StringComparison.Ordinal);
    }
}
