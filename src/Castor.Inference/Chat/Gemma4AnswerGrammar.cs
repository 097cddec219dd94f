using System.Collections.Frozen;
using System.Text;
using Castor.Inference.Constraints;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Chat;

/// <summary>
/// What Gemma 4 may answer: text or the content that is asked for, and calls between marks. All other marks are the template's to write. Thoughts are no part of it:
/// <see cref="ThoughtLimit"/> stands before it.
/// </summary>
internal sealed class Gemma4AnswerGrammar
{
    private readonly TokenSet _text;
    private readonly TokenSet _call;
    private readonly TokenSet _callEnd;

    /// <param name="vocabulary">The pieces.</param>
    /// <param name="marks">The ids of the marks.</param>
    public Gemma4AnswerGrammar(Vocabulary vocabulary, FrozenDictionary<string, int> marks)
    {
        _text = TokenSet.Of(
            vocabulary,
            t => vocabulary.KindOf(t) is TokenKind.Normal or TokenKind.UserDefined or TokenKind.Byte && !vocabulary.IsEndOfGeneration(t));
        _call = TokenSet.Of(vocabulary, t => t == marks[ChatMarks.Call]);
        _callEnd = TokenSet.Of(vocabulary, t => t == marks[ChatMarks.CallEnd]);
        Quote = TokenSet.Of(vocabulary, t => t == marks[ChatMarks.Quote]);
    }

    /// <summary>The mark before and after strings.</summary>
    public TokenSet Quote { get; }

    /// <summary>The first step of the answer to a prompt.</summary>
    public int Write(GrammarBuilder grammar, ChatPrompt prompt, int? content, IReadOnlyList<ToolForm> tools)
    {
        int after = grammar.Choice();
        if (tools.Count == 0)
        {
            grammar.Fill(after, content is int only ? grammar.Call(only, GrammarBuilder.End) : FreeText(grammar));
            return after;
        }

        int named = Named(grammar, tools, after);
        int call = grammar.Token(_call, grammar.Text(Encoding.UTF8.GetBytes(Gemma4Values.CallPrefix), named));
        bool mayBeText = prompt.ToolUse == ChatToolUse.Auto && content is null;
        if (mayBeText)
        {
            grammar.Fill(after, call, grammar.Token(_text, after), GrammarBuilder.End);
            return after;
        }

        grammar.Fill(after, call, GrammarBuilder.End);
        return prompt.ForcesCall ? named
            : prompt.ToolUse == ChatToolUse.Required ? call
            : grammar.Choice(call, grammar.Call(content!.Value, GrammarBuilder.End));
    }

    private int Named(GrammarBuilder grammar, IReadOnlyList<ToolForm> tools, int after)
    {
        int close = grammar.Token(_callEnd, after);
        return grammar.Choice([.. tools.Select(t => grammar.Text(Encoding.UTF8.GetBytes(t.Name), grammar.Call(t.Arguments, close)))]);
    }

    private int FreeText(GrammarBuilder grammar)
    {
        int text = grammar.Choice();
        grammar.Fill(text, grammar.Token(_text, text), GrammarBuilder.End);
        return text;
    }
}
