using System.Text;

namespace Castor.Inference.Chat;

/// <summary>Gemma 4's prompt, as the published template with interleaved thoughts has it.</summary>
/// <remarks>
/// https://ai.google.dev/gemma/docs/core/prompt-formatting-gemma4 and llama.cpp's models/templates/google-gemma-4-31B-it-interleaved.jinja. A call,
/// the responses to it and what the model says then are one turn of the model, though responses come in turns of the user here. Differs from that
/// file where it loses something: text beside a call keeps its place before it, a turn that a user cuts short is closed, and text that spells the
/// marks of thoughts is kept.
/// </remarks>
internal sealed class Gemma4Prompt
{
    private readonly ChatPrompt _prompt;
    private readonly IPromptSink _sink;
    private readonly int _lastUserText;

    // Whether the model's turn goes on: responses were given in it.
    private bool _open;

    private Gemma4Prompt(ChatPrompt prompt, IPromptSink sink)
    {
        _prompt = prompt;
        _sink = sink;
        _lastUserText = -1;
        for (int i = 0; i < prompt.Turns.Count; i++)
        {
            if (prompt.Turns[i] is { Role: ChatRole.User } turn && !(turn.Has<ToolResponsePart>() && !turn.Has<TextPart>()))
            {
                _lastUserText = i;
            }
        }
    }

    public static void Write(ChatPrompt prompt, IPromptSink sink) => new Gemma4Prompt(prompt, sink).Write();

    private static string Text(ChatTurn turn) => string.Concat(turn.Parts.OfType<TextPart>().Select(part => part.Text));

    private void Write()
    {
        _sink.Mark(ChatMarks.Bos);
        WriteSystem();
        for (int i = 0; i < _prompt.Turns.Count; i++)
        {
            if (_prompt.Turns[i].Role == ChatRole.User)
            {
                WriteUser(_prompt.Turns[i]);
            }
            else
            {
                WriteModel(i);
            }
        }

        if (_prompt.AddGenerationPrompt)
        {
            WriteStartOfAnswer();
        }
    }

    private void WriteSystem()
    {
        if (!_prompt.Thinking && _prompt.Tools.Count == 0 && string.IsNullOrEmpty(_prompt.System))
        {
            return;
        }

        Begin("system");
        if (_prompt.Thinking)
        {
            _sink.Mark(ChatMarks.Think);
            _sink.Text("\n");
        }

        _sink.Text((_prompt.System ?? "").Trim());
        foreach (ChatTool tool in _prompt.Tools)
        {
            Gemma4Declaration.Write(tool, _sink);
        }

        End();
    }

    private void WriteUser(ChatTurn turn)
    {
        if (turn.Has<ToolResponsePart>())
        {
            Continue();
            foreach (ToolResponsePart response in turn.Parts.OfType<ToolResponsePart>())
            {
                Gemma4Values.WriteResponse(response, _sink);
            }

            if (!turn.Has<TextPart>())
            {
                return;
            }
        }

        if (_open)
        {
            End();
        }

        Begin("user");
        _sink.Text(Text(turn).Trim());
        End();
    }

    private void WriteModel(int index)
    {
        ChatTurn turn = _prompt.Turns[index];
        bool calls = turn.Has<ToolCallPart>();
        Continue();
        var text = new StringBuilder();
        foreach (ChatPart part in turn.Parts)
        {
            switch (part)
            {
                case TextPart said:
                    text.Append(said.Text);
                    break;
                case MalformedCallPart malformed:
                    text.Append(malformed.Text);
                    break;
                case ThoughtPart thought when calls && index > _lastUserText:
                    WriteSaid(text);
                    _sink.Mark(ChatMarks.Channel);
                    _sink.Text("thought\n");
                    _sink.Text(thought.Text);
                    _sink.Mark(ChatMarks.ChannelEnd);
                    break;
                case ToolCallPart call:
                    WriteSaid(text);
                    Gemma4Values.WriteCall(call, _sink);
                    break;
            }
        }

        WriteSaid(text);
        bool responsesFollow = calls && index + 1 < _prompt.Turns.Count && _prompt.Turns[index + 1].Has<ToolResponsePart>();
        if (!responsesFollow)
        {
            End();
        }
    }

    private void WriteSaid(StringBuilder text)
    {
        _sink.Text(text.ToString().Trim());
        text.Clear();
    }

    private void WriteStartOfAnswer()
    {
        Continue();
        if (!_prompt.Thinking)
        {
            _sink.Mark(ChatMarks.Channel);
            _sink.Text("thought\n");
            _sink.Mark(ChatMarks.ChannelEnd);
        }

        if (_prompt.ForcesCall)
        {
            _sink.Mark(ChatMarks.Call);
            _sink.Text(Gemma4Values.CallPrefix);
        }
    }

    private void Continue()
    {
        if (!_open)
        {
            Begin("model");
        }
    }

    private void Begin(string role)
    {
        _sink.Mark(ChatMarks.Turn);
        _sink.Text(role);
        _sink.Text("\n");
        _open = role == "model";
    }

    private void End()
    {
        _sink.Mark(ChatMarks.TurnEnd);
        _sink.Text("\n");
        _open = false;
    }
}
