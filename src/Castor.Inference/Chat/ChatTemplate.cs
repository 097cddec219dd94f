using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;
using Castor.Inference.Constraints;
using Castor.Inference.Gguf;
using Castor.Inference.Sampling;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Chat;

/// <summary>
/// Turns conversations into the tokens that a model knows them as, and its answers back into parts. Marks are only where the format has them: what
/// the texts spell is encoded as text.
/// </summary>
public sealed class ChatTemplate
{
    private readonly ITokenizer _tokenizer;
    private readonly FrozenDictionary<string, int> _marks;
    private readonly ThoughtMasks? _thoughts;
    private readonly Gemma4AnswerGrammar? _answers;

    private ChatTemplate(ITokenizer tokenizer, ChatFormat format, FrozenDictionary<string, int> marks)
    {
        _tokenizer = tokenizer;
        _marks = marks;
        _thoughts = format == ChatFormat.Gemma4 ? new ThoughtMasks(tokenizer.Vocabulary, marks) : null;
        _answers = format == ChatFormat.Gemma4 ? new Gemma4AnswerGrammar(tokenizer.Vocabulary, marks) : null;
        Format = format;
    }

    /// <summary>The format.</summary>
    public ChatFormat Format { get; }

    /// <summary>
    /// The template for a vocabulary: Gemma 4's where it has <c>&lt;|turn&gt;</c>, Gemma 3's where it has <c>&lt;start_of_turn&gt;</c>.
    /// </summary>
    /// <exception cref="GgufException">The vocabulary has neither, or lacks another mark of the format.</exception>
    public static ChatTemplate For(ITokenizer tokenizer)
    {
        Vocabulary vocabulary = tokenizer.Vocabulary;
        ChatFormat format = vocabulary.Find(ChatMarks.Turn) is not null ? ChatFormat.Gemma4
            : vocabulary.Find(ChatMarks.StartOfTurn) is not null ? ChatFormat.Gemma3
            : throw new GgufException(
                $"The vocabulary has neither {ChatMarks.Turn} nor {ChatMarks.StartOfTurn}: no chat template is known for this model.");
        var marks = new Dictionary<string, int>();
        foreach (string mark in format == ChatFormat.Gemma4 ? ChatMarks.Gemma4 : ChatMarks.Gemma3)
        {
            marks[mark] = (mark == ChatMarks.Bos ? vocabulary.Bos : null) ?? vocabulary.Find(mark)
                ?? throw new GgufException($"The vocabulary lacks {mark}, which the {format} chat template needs.");
        }

        return new ChatTemplate(tokenizer, format, marks.ToFrozenDictionary());
    }

    /// <summary>The format of a file, found without reading its vocabulary; null where none is known.</summary>
    public static ChatFormat? FormatOf(GgufMetadata metadata)
    {
        if (!metadata.IsArray(VocabularyKeys.Tokens))
        {
            return null;
        }

        ReadOnlySpan<byte> pieces = metadata.GetStringBytes(VocabularyKeys.Tokens, out _);
        return Has(pieces, ChatMarks.Turn) ? ChatFormat.Gemma4 : Has(pieces, ChatMarks.StartOfTurn) ? ChatFormat.Gemma3 : null;
    }

    /// <summary>Appends the tokens of a conversation, the start of the sequence first.</summary>
    public void Render(ChatPrompt prompt, List<int> tokens)
    {
        var sink = new TokenSink(_tokenizer, _marks, tokens);
        Write(prompt, sink);
        sink.Flush();
    }

    /// <summary>The conversation as the template spells it, for people to read.</summary>
    public string RenderText(ChatPrompt prompt)
    {
        var sink = new TextSink();
        Write(prompt, sink);
        return sink.ToString();
    }

    /// <summary>A reader for the answer to a conversation, which starts where its prompt ends.</summary>
    public ChatAnswerReader ReadAnswer(ChatPrompt prompt) => Format == ChatFormat.Gemma4
        ? new Gemma4AnswerReader(_tokenizer.Vocabulary, _marks, prompt.ForcesCall)
        : new Gemma3AnswerReader(_tokenizer.Vocabulary, prompt.Tools);

    /// <summary>Makes the constraint that keeps an answer's thoughts within a budget, so that each is closed and none comes where none is wanted.</summary>
    /// <param name="prompt">The conversation; where it does not ask for thoughts there are none.</param>
    /// <param name="budget">The most tokens of thoughts, their marks among them; null for as many as come.</param>
    /// <param name="rest">Makes what holds beside thoughts; null for nothing.</param>
    /// <returns>What to put into the request; null where nothing holds.</returns>
    public Func<TokenConstraint>? LimitThoughts(ChatPrompt prompt, int? budget, Func<TokenConstraint>? rest)
    {
        if (_thoughts is null)
        {
            return rest;
        }

        int limit = prompt.Thinking && !prompt.ForcesCall ? budget ?? int.MaxValue : 0;
        return () => new ThoughtLimit(_thoughts, limit, rest?.Invoke());
    }

    /// <summary>The mark before and after strings in calls, which have bare keys then; null where calls are JSON.</summary>
    public TokenSet? StringMark => _answers?.Quote;

    /// <summary>Whether an answer of which nothing is asked has a grammar: where marks tell calls from text, none may come without tools.</summary>
    public bool HoldsPlainText => _answers is not null;

    /// <summary>Writes what the model may answer to a conversation, beside its thoughts.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="prompt">The conversation; its tools may be called where <paramref name="tools"/> has them.</param>
    /// <param name="content">The rule of what it has to say instead of text; null for any text.</param>
    /// <param name="tools">The tools, with the rules of their arguments.</param>
    /// <returns>The first step.</returns>
    public int WriteAnswer(GrammarBuilder grammar, ChatPrompt prompt, int? content, IReadOnlyList<ToolForm> tools) =>
        _answers?.Write(grammar, prompt, content, tools) ?? Gemma3AnswerGrammar.Write(grammar, prompt, content, tools);

    // A piece as the file stores it: its length and its bytes.
    private static bool Has(ReadOnlySpan<byte> pieces, string mark)
    {
        Span<byte> stored = stackalloc byte[64];
        int length = Encoding.UTF8.GetBytes(mark, stored[sizeof(ulong)..]);
        BinaryPrimitives.WriteUInt64LittleEndian(stored, (ulong)length);
        return pieces.IndexOf(stored[..(sizeof(ulong) + length)]) >= 0;
    }

    private void Write(ChatPrompt prompt, IPromptSink sink)
    {
        if (Format == ChatFormat.Gemma4)
        {
            Gemma4Prompt.Write(prompt, sink);
        }
        else
        {
            Gemma3Prompt.Write(prompt, sink);
        }
    }
}
