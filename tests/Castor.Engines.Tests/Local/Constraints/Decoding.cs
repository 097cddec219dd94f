using System.Numerics;
using System.Text;
using System.Text.Json;
using Castor.Engines.Emulator;
using Castor.Engines.Local.Constraints;
using Castor.Engines.Schemas;
using Castor.Inference.Constraints;
using Castor.Inference.Gguf;
using Castor.Inference.Tokenization;

namespace Castor.Engines.Tests.Local.Constraints;

/// <summary>A model that knows nothing: it draws any token that the constraint allows, each as likely as the others.</summary>
internal sealed class Decoding
{
    private const int Patience = 150;
    private const int MostTokens = 4000;

    private static readonly Lazy<Decoding> s_spark = new(() => new Decoding());

    private readonly ITokenizer _tokenizer;
    private readonly TokenTrie _trie;

    private Decoding()
    {
        using GgufFile file = GgufFile.Open(Path.Combine(SparkFixture.Repository(), "models", "castor-spark.gguf"));
        _tokenizer = Castor.Inference.Tokenization.Tokenizer.Create(file.Metadata);
        _trie = TokenTrie.Build(_tokenizer.Vocabulary);
    }

    /// <summary>With the vocabulary of castor-spark.</summary>
    public static Decoding Spark => s_spark.Value;

    public TokenTrie Trie => _trie;

    public ITokenizer Tokenizer => _tokenizer;

    /// <summary>The grammar of JSON that satisfies a schema.</summary>
    public static Grammar Compile(SchemaNode schema)
    {
        var builder = new GrammarBuilder();
        var rules = new SchemaGrammar(builder, ValueStyle.Json);
        int rule = rules.Rule(schema);
        return builder.Build(builder.Call(rule, GrammarBuilder.End), AnswerGrammars.Deepest)
            ?? throw new SchemaRefusedException(rules.Impossible?.Path ?? "", rules.Impossible?.Reason ?? "no value satisfies the schema");
    }

    public static Grammar Compile(string schema) => Compile(JsonSchemaCompiler.Compile(JsonElement.Parse(schema)));

    /// <summary>Draws an answer; its text, or null where it comes to no end.</summary>
    public string? Draw(Grammar grammar, EmulatorRandom random, bool skipsForced = false)
    {
        var constraint = new GrammarConstraint(grammar, _trie, _tokenizer);
        List<byte> text = [];
        int count = 0;
        while (!constraint.HasEnded)
        {
            int token = Pick(constraint.Allowed, random, count);
            Assert.True(token >= 0, $"No token is allowed after {Encoding.UTF8.GetString([.. text])}");
            constraint.Accept(token);
            text.AddRange(_tokenizer.Vocabulary.BytesOf(token));
            if (++count >= MostTokens)
            {
                return null;
            }

            foreach (int forced in skipsForced ? constraint.Forced().ToArray() : [])
            {
                Assert.True((constraint.Allowed[forced >> 6] >> (forced & 63) & 1) != 0, "A forced token is not allowed.");
                constraint.Accept(forced);
                text.AddRange(_tokenizer.Vocabulary.BytesOf(forced));
            }
        }

        return Encoding.UTF8.GetString([.. text]);
    }

    /// <summary>Whether a text can be written under a grammar, in the tokens that the tokenizer makes of it.</summary>
    public bool CanWrite(Grammar grammar, string text)
    {
        var constraint = new GrammarConstraint(grammar, _trie, _tokenizer);
        List<int> tokens = [];
        _tokenizer.Encode(text, tokens);
        foreach (int token in tokens)
        {
            if ((constraint.Allowed[token >> 6] >> (token & 63) & 1) == 0)
            {
                return false;
            }

            constraint.Accept(token);
        }

        return constraint.CanEnd;
    }

    // After a while the shortest way out, for what is endless is endless to this model.
    private int Pick(ReadOnlySpan<ulong> allowed, EmulatorRandom random, int count)
    {
        List<int> tokens = [];
        for (int word = 0; word < allowed.Length; word++)
        {
            for (ulong bits = allowed[word]; bits != 0; bits &= bits - 1)
            {
                tokens.Add((64 * word) + BitOperations.TrailingZeroCount(bits));
            }
        }

        if (tokens.Count == 0)
        {
            return -1;
        }

        if (count > Patience)
        {
            // Where most may come it is within a string.
            ReadOnlySpan<string> ways = tokens.Count > 500 ? ["\""] : ["", "}", "]", "\"", "null", "0", "1"];
            foreach (string way in ways)
            {
                int found = tokens.FindIndex(t => way.Length == 0 ? _tokenizer.Vocabulary.IsEndOfGeneration(t) : _tokenizer.Vocabulary.BytesOf(t).SequenceEqual(Encoding.UTF8.GetBytes(way)));
                if (found >= 0)
                {
                    return tokens[found];
                }
            }
        }

        return tokens[random.Next(tokens.Count)];
    }
}
