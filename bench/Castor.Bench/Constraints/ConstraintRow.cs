using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Castor.Engines.Local.Constraints;
using Castor.Inference.Chat;
using Castor.Inference.Constraints;
using Castor.Inference.Gguf;
using Castor.Inference.Sampling;
using Castor.Inference.Tokenization;
using Castor.Protocol;

namespace Castor.Bench.Constraints;

/// <summary>
/// What constrained decoding costs on a model's vocabulary: to prepare it, to compile a schema of 100 properties, to the first mask, and a token. The answer that is followed
/// is one that the schema allows, in the tokenizer's own tokens.
/// </summary>
internal static class ConstraintRow
{
    private const int Properties = 100;
    private const int Rounds = 20;

    // The kinds of properties that requests have, over and over.
    private static readonly (string Schema, string Value)[] s_kinds =
    [
        ("""{"type":"string"}""", "\"A quiet street near the harbour, with two cafés.\""),
        ("""{"type":"integer","minimum":0,"maximum":100000}""", "4711"),
        ("""{"type":"string","enum":["open","closed","unknown"]}""", "\"closed\""),
        ("""{"type":"array","items":{"type":"string","maxLength":40},"maxItems":8}""", "[\"sea\", \"wind\", \"stone\"]"),
        ("""{"type":["number","null"]}""", "12.75"),
        ("""{"type":"object","properties":{"lat":{"type":"number","minimum":-90,"maximum":90},"at":{"type":"string","format":"date-time"}},"required":["lat"]}""",
            "{\"lat\": 52.5, \"at\": \"2026-03-14T09:26:53Z\"}"),
        ("""{"anyOf":[{"type":"boolean"},{"type":"string","pattern":"^[A-Z]{2}-\\d{4}$"}]}""", "\"AB-1234\""),
    ];

    private static readonly string[] s_names = [.. Enumerable.Range(0, Properties).Select(i => $"property_{i}_of_the_place")];

    /// <summary>Prints one JSON row.</summary>
    /// <param name="path">A GGUF file; only its vocabulary is read.</param>
    public static void Write(string path)
    {
        using GgufFile file = GgufFile.Open(path);
        ITokenizer tokenizer = Tokenizer.Create(file.Metadata);
        ChatTemplate template = ChatTemplate.For(tokenizer);
        AnswerGrammars grammars = new(tokenizer, template);
        double trieTime = Best(() => TokenTrie.Build(tokenizer.Vocabulary), out TokenTrie trie, out _);

        // Each schema has another title, so that none is known.
        int title = 0;
        double compile = Best(() => Compile(grammars, $"{title++}"), out Func<TokenConstraint> make, out double compileProcessor);
        double firstToken = Best(() => Count(Compile(grammars, $"{title++}")().Allowed), out int first, out double firstProcessor);
        string answer = Answer();

        List<int> tokens = [];
        tokenizer.Encode(answer, tokens);
        double[] cold = Follow(make(), tokens, out int forced);
        double[] warm = [];
        TimeSpan used = Environment.CpuUsage.TotalTime;
        for (int round = 0; round < Rounds; round++)
        {
            warm = [.. warm, .. Follow(make(), tokens, out forced)];
        }

        double tokenProcessor = (Environment.CpuUsage.TotalTime - used).TotalMicroseconds / warm.Length;
        Array.Sort(warm);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""
            {"test":"constraints","vocabulary":{{tokenizer.Vocabulary.Count}},"nodes":{{trie.NodeCount}},"trie_ms":{{trieTime:0.0}},"properties":{{Properties}},"compile_ms":{{compile:0.00}},"compile_cpu_ms":{{compileProcessor:0.00}},"first_token_ms":{{firstToken:0.00}},"first_token_cpu_ms":{{firstProcessor:0.00}},"first_allowed":{{first}},"tokens":{{tokens.Count}},"forced":{{forced}},"cold_token_us":{{cold.Average():0.0}},"coldest_token_us":{{cold.Max():0.0}},"token_us":{{warm.Average():0.00}},"token_cpu_us":{{tokenProcessor:0.00}},"token_p50_us":{{warm[warm.Length / 2]:0.00}},"token_p99_us":{{warm[warm.Length * 99 / 100]:0.00}}}
            """));
    }

    /// <summary>The schema as JSON.</summary>
    /// <param name="title">Its title.</param>
    public static string Schema(string title)
    {
        string declared = string.Join(',', s_names.Select((n, i) => $"\"{n}\":{s_kinds[i % s_kinds.Length].Schema}"));
        string required = string.Join(',', s_names.Where((_, i) => i % 3 != 0).Select(n => $"\"{n}\""));
        return $"{{\"title\":\"{title}\",\"type\":\"object\",\"properties\":{{{declared}}},\"required\":[{required}]}}";
    }

    private static Func<TokenConstraint> Compile(AnswerGrammars grammars, string title)
    {
        JsonElement schema = JsonElement.Parse(Schema(title));
        GenerateContentRequest request = new() { GenerationConfig = new GenerationConfig { ResponseMimeType = "application/json", ResponseJsonSchema = schema } };
        return grammars.Constrain(request, new ChatPrompt { Turns = [] })!;
    }

    private static string Answer() => "{" + string.Join(", ", s_names.Select((n, i) => $"\"{n}\": {s_kinds[i % s_kinds.Length].Value}")) + "}";

    // The least of several, since others may have the processor meanwhile, and the processor time of one.
    private static double Best<T>(Func<T> make, out T made, out double processor)
    {
        double best = double.MaxValue;
        made = make();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            made = make();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        processor = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / Rounds;
        return best;
    }

    // The time of each token's mask and acceptance, in microseconds.
    private static double[] Follow(TokenConstraint constraint, List<int> tokens, out int forced)
    {
        double[] times = new double[tokens.Count];
        forced = 0;
        int runEnd = -1;
        for (int i = 0; i < tokens.Count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            ReadOnlySpan<ulong> allowed = constraint.Allowed;
            if ((allowed[tokens[i] >> 6] >> (tokens[i] & 63) & 1) == 0)
            {
                throw new InvalidOperationException($"Token {i} of the answer is not allowed.");
            }

            constraint.Accept(tokens[i]);
            int run = constraint.Forced().Length;
            forced += run > 0 && i > runEnd ? run : 0;
            runEnd = run > 0 && i > runEnd ? i + run : runEnd;
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return times;
    }

    private static int Count(ReadOnlySpan<ulong> bits)
    {
        int count = 0;
        foreach (ulong word in bits)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
