using System.Text;

namespace Castor.Inference.Chat;

/// <summary>
/// Gemma 3's prompt: turns of user and model, the system text before the first words of the user. Tools are told of in words, by the convention that
/// Google's guide has for this family; it knows no thoughts.
/// </summary>
/// <remarks>https://ai.google.dev/gemma/docs/core/prompt-structure and https://ai.google.dev/gemma/docs/capabilities/function-calling.</remarks>
internal static class Gemma3Prompt
{
    public static void Write(ChatPrompt prompt, IPromptSink sink)
    {
        sink.Mark(ChatMarks.Bos);
        string preface = Preface(prompt);
        if (preface.Length > 0 && !prompt.Turns.Any(turn => turn.Role == ChatRole.User))
        {
            WriteTurn("user", preface, sink);
            preface = "";
        }

        foreach (ChatTurn turn in prompt.Turns)
        {
            if (turn.Role == ChatRole.Model)
            {
                WriteTurn("model", Said(turn), sink);
                continue;
            }

            // The preface is trimmed by itself: the space between it and the user's text is the template's.
            WriteTurn("user", preface.Length > 0 ? $"{preface}\n\n{Said(turn)}" : Said(turn), sink);
            preface = "";
        }

        if (prompt.AddGenerationPrompt)
        {
            sink.Mark(ChatMarks.StartOfTurn);
            sink.Text("model\n");
        }
    }

    private static void WriteTurn(string role, string text, IPromptSink sink)
    {
        sink.Mark(ChatMarks.StartOfTurn);
        sink.Text($"{role}\n{text}");
        sink.Mark(ChatMarks.EndOfTurn);
        sink.Text("\n");
    }

    private static string Preface(ChatPrompt prompt)
    {
        string system = (prompt.System ?? "").Trim();
        string tools = prompt.Tools.Count > 0 ? Gemma3Tools.Describe(prompt) : "";
        return system.Length > 0 && tools.Length > 0 ? $"{system}\n\n{tools}" : system + tools;
    }

    private static string Said(ChatTurn turn)
    {
        var said = new StringBuilder();
        foreach (ChatPart part in turn.Parts)
        {
            switch (part)
            {
                case TextPart text:
                    said.Append(text.Text);
                    break;
                case MalformedCallPart malformed:
                    said.Append(malformed.Text);
                    break;
            }
        }

        string calls = Gemma3Tools.Calls(turn.Parts.OfType<ToolCallPart>().ToList());
        string responses = Gemma3Tools.Responses(turn.Parts.OfType<ToolResponsePart>());
        string[] texts = [responses, said.ToString().Trim(), calls];
        return string.Join("\n\n", texts.Where(text => text.Length > 0));
    }
}
