using System.Text;
using System.Text.Encodings.Web;
using Castor.Inference.Constraints;

namespace Castor.Inference.Chat;

/// <summary>
/// What Gemma 3 may answer where it has tools. Only the shape tells a call from text: text goes on until, at the start of a line, it has named a tool as a call does; from
/// there on it is a call, and nothing follows it.
/// </summary>
internal static class Gemma3AnswerGrammar
{
    private const int MostIndent = 8;

    /// <summary>The first step of the answer to a prompt.</summary>
    public static int Write(GrammarBuilder grammar, ChatPrompt prompt, int? content, IReadOnlyList<ToolForm> tools)
    {
        if (tools.Count == 0)
        {
            return grammar.Call(content!.Value, GrammarBuilder.End);
        }

        int calls = Calls(grammar, tools);
        if (prompt.ToolUse == ChatToolUse.Required)
        {
            return calls;
        }

        if (content is int rule)
        {
            return grammar.Choice(calls, grammar.Call(rule, GrammarBuilder.End));
        }

        string[] names = [.. tools.Select(t => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(t.Name))];
        return grammar.Choice(
            grammar.Text(new TextTerminal(Gemma3Text.Of(names, upToCall: false)) { EndsBeforeMark = true }, GrammarBuilder.End),
            grammar.Text(new TextTerminal(Gemma3Text.Of(names, upToCall: true)), calls));
    }

    // One call, or an array of them, and the end of a fence.
    private static int Calls(GrammarBuilder grammar, IReadOnlyList<ToolForm> tools)
    {
        TextTerminal space = new(Space());
        int end = grammar.Choice(GrammarBuilder.End, grammar.Text("\n```"u8, GrammarBuilder.End));
        int rule = grammar.Rule(nests: false);
        int close = grammar.Text(space, grammar.Text("}"u8, GrammarBuilder.End));
        int[] named = [.. tools.Select(t => Named(grammar, t, space, close))];
        grammar.Define(rule, grammar.Text("{"u8, grammar.Text(space, grammar.Text("\"name\":"u8, grammar.Text(space, grammar.Choice(named))))));

        int one = grammar.Call(rule, GrammarBuilder.End);
        int other = grammar.Text(","u8, grammar.Text(space, one));
        int array = grammar.Text("["u8, grammar.Text(space, grammar.Repeat(one, other, 1, int.MaxValue, grammar.Text(space, grammar.Text("]"u8, end)))));
        return grammar.Choice(grammar.Call(rule, end), array);
    }

    private static int Named(GrammarBuilder grammar, ToolForm tool, TextTerminal space, int close)
    {
        int arguments = grammar.Text(space, grammar.Text("\"parameters\":"u8, grammar.Text(space, grammar.Call(tool.Arguments, close))));
        return grammar.Text(Encoding.UTF8.GetBytes($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(tool.Name)}\","), arguments);
    }

    // Nothing, a space, or a new line with some spaces: models set calls out in lines.
    private static ByteDfa Space()
    {
        var builder = new ByteDfaBuilder();
        int start = builder.AddState(true);
        builder.AddEdge(start, (byte)' ', (byte)' ', builder.AddState(true));
        int state = builder.AddState(true);
        builder.AddEdge(start, (byte)'\n', (byte)'\n', state);
        for (int i = 0; i < MostIndent; i++)
        {
            int next = builder.AddState(true);
            builder.AddEdge(state, (byte)' ', (byte)' ', next);
            state = next;
        }

        return builder.Build(start)!;
    }
}
