using System.Numerics;
using System.Text;
using System.Text.Json;
using Castor.Engines.Schemas;
using Castor.Inference.Chat;
using Castor.Inference.Constraints;
using Castor.Inference.Sampling;
using Castor.Inference.Tokenization;
using Castor.Protocol;

namespace Castor.Engines.Local.Constraints;

/// <summary>The grammars of a model's answers: made of the schemas of requests, and kept, since the same schemas come again and again.</summary>
internal sealed class AnswerGrammars
{
    /// <summary>The most levels of a value; usual readers of JSON stop at 64.</summary>
    public const int Deepest = 56;

    private const int MostKept = 64;
    private const int LongestKey = 1 << 20;

    // A bit of what requests have.
    private const string UsualSchema = """
        {"type":"object","properties":{"name":{"type":"string","maxLength":40},"kind":{"enum":["a","b"]},"count":{"type":"integer","minimum":0,"maximum":1000},
        "price":{"type":["number","null"],"minimum":0},"code":{"type":"string","pattern":"^[A-Z]{2}-\\d{4}$"},"at":{"type":"string","format":"date-time"},
        "tags":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":8},"rest":{"anyOf":[{"type":"boolean"},{"type":"object",
        "properties":{"x":{"type":"number","minimum":-90,"maximum":90}},"required":["x"]}]}},"required":["name","kind"]}
        """;

    private readonly ITokenizer _tokenizer;
    private readonly ChatTemplate _template;
    private readonly TokenTrie _trie;
    private readonly ValueStyle _callStyle;
    private readonly RecentTexts<Grammar> _grammars = new(MostKept, LongestKey);

    /// <summary>Prepares the vocabulary, which takes a part of a second where it is large.</summary>
    public AnswerGrammars(ITokenizer tokenizer, ChatTemplate template)
    {
        _tokenizer = tokenizer;
        _template = template;
        _trie = TokenTrie.Build(tokenizer.Vocabulary);
        _callStyle = template.StringMark is { } mark ? ValueStyle.Marked(mark) : ValueStyle.Json;
        WarmUp();
    }

    /// <summary>What holds the answers to a request to their form; null where nothing does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="prompt">Its conversation.</param>
    /// <exception cref="ApiException">Nothing satisfies a schema, it is too large, or something in it cannot be held.</exception>
    public Func<TokenConstraint>? Constrain(GenerateContentRequest request, ChatPrompt prompt)
    {
        AnswerForm form = AnswerForm.Read(request);
        if (form is { IsJson: false, IsEnumText: false, Functions.Count: 0 } && !_template.HoldsPlainText)
        {
            return null;
        }

        Grammar grammar = _grammars.GetOrAdd((prompt.Thinking ? "thinking " : "") + form.Key, _ => Compile(form, prompt));
        return () => new GrammarConstraint(grammar, _trie, _tokenizer);
    }

    // The masks of common strings are found by a walk through the whole vocabulary, and code that has not run is slow: once, and before the first request.
    private void WarmUp()
    {
        _ = Begin(ValueStyle.Json, JsonSchemaCompiler.Compile(JsonElement.Parse(UsualSchema))).Allowed;
        foreach (ValueStyle style in (ReadOnlySpan<ValueStyle>)[ValueStyle.Json, _callStyle])
        {
            GrammarConstraint constraint = Begin(style, new SchemaNode { Kinds = JsonKinds.String });
            ReadOnlySpan<ulong> opening = constraint.Allowed;
            int token = style.IsJson ? _tokenizer.Vocabulary.Find("\"") ?? -1 : -1;
            for (int word = 0; token < 0 && word < opening.Length; word++)
            {
                token = opening[word] == 0 ? -1 : (64 * word) + BitOperations.TrailingZeroCount(opening[word]);
            }

            constraint.Accept(token);
            _ = constraint.Allowed;
        }
    }

    private GrammarConstraint Begin(ValueStyle style, SchemaNode schema)
    {
        var builder = new GrammarBuilder();
        int rule = new SchemaGrammar(builder, style).Rule(schema);
        return new GrammarConstraint(builder.Build(builder.Call(rule, GrammarBuilder.End), Deepest)!, _trie, _tokenizer);
    }

    private Grammar Compile(AnswerForm form, ChatPrompt prompt)
    {
        var grammar = new GrammarBuilder();
        int? content = Content(form, grammar);
        List<ToolForm> tools = [];
        var arguments = new SchemaGrammar(grammar, _callStyle);
        foreach ((string name, Func<CompiledSchema>? parameters) in form.Functions)
        {
            tools.Add(new ToolForm(name, parameters is null ? NoArguments(grammar) : Rule(arguments, parameters(), grammar, JsonKinds.Object)));
        }

        return grammar.Build(_template.WriteAnswer(grammar, prompt, content, tools), Deepest)
            ?? throw GenerationBudget.TooMuch();
    }

    private static int? Content(AnswerForm form, GrammarBuilder grammar)
    {
        if (form.IsEnumText)
        {
            return EnumText(form, grammar);
        }

        if (!form.IsJson)
        {
            return null;
        }

        var schemas = new SchemaGrammar(grammar, ValueStyle.Json);
        return form.Content is { } schema ? Rule(schemas, schema(), grammar, JsonKinds.All) : schemas.Rule(new SchemaNode());
    }

    // The texts alone, without quotes.
    private static int? EnumText(AnswerForm form, GrammarBuilder grammar)
    {
        if (form.Content is not { } content)
        {
            return null;
        }

        CompiledSchema schema = content();
        var validator = new InstanceValidator(new GenerationBudget());
        string[] texts = [.. (SchemaGoal.Of([schema.Root]).Nodes.Find(n => n.Enum is not null)?.Enum ?? [])
            .Where(v => validator.IsValid(v, schema.Root)).Select(v => v.Kind == JsonValueKind.String ? v.Text : ValueStyle.ToJson(v))];
        if (texts.Length == 0)
        {
            throw SchemaCompiler.Unsatisfiable(schema.Place, "", "text/x.enum needs a schema with an enum");
        }

        int rule = grammar.Rule(nests: false);
        grammar.Define(rule, grammar.Text(
            new TextTerminal(SpeltText.Of(CharDfa.OfTexts(texts), TextSpelling.Raw)!) { EndsBeforeMark = true }, GrammarBuilder.End));
        return rule;
    }

    private static int Rule(SchemaGrammar schemas, CompiledSchema schema, GrammarBuilder grammar, JsonKinds kinds)
    {
        try
        {
            SchemaNode root = kinds == JsonKinds.All ? schema.Root : new SchemaNode { Kinds = kinds, AllOf = [schema.Root] };
            int rule = schemas.Rule(root);
            if (!grammar.IsSatisfiable(rule, Deepest))
            {
                if (schemas.Choices.HasNarrowed)
                {
                    throw GenerationBudget.TooMuch();
                }

                (string path, string reason) = schemas.Impossible ?? ("", "no value of finite depth satisfies the schema");
                throw SchemaCompiler.Unsatisfiable(schema.Place, path, reason);
            }

            return rule;
        }
        catch (SchemaRefusedException e)
        {
            string place = e.Path.Length == 0 ? "" : $" (at {e.Path})";
            throw new ApiException(ApiStatus.Unimplemented, $"{schema.Place}: {e.Message}{place}.");
        }
    }

    private static int NoArguments(GrammarBuilder grammar)
    {
        int rule = grammar.Rule(nests: false);
        grammar.Define(rule, grammar.Text(Encoding.UTF8.GetBytes("{}"), GrammarBuilder.End));
        return rule;
    }
}
