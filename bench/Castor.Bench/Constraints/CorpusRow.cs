using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Emulator;
using Castor.Engines.Local.Constraints;
using Castor.Engines.Schemas;
using Castor.Inference.Constraints;
using Castor.Inference.Gguf;
using Castor.Inference.Tokenization;
using Castor.Protocol;

namespace Castor.Bench.Constraints;

/// <summary>
/// How much of a public collection of schemas is held: each is compiled, answered by blind draws, and its values are tried. Draws, and what was wrong, go into a file that
/// another validator judges.
/// </summary>
internal sealed class CorpusRow
{
    private const int Draws = 2;

    private readonly BlindDraw _draw;
    private readonly JsonArray _draws = [];
    private readonly List<string> _faults = [];
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _examples = new(StringComparer.Ordinal);
    private readonly List<string> _unwritten = [];
    private readonly List<(double Milliseconds, string Name)> _times = [];
    private int _schemas;
    private int _taken;
    private int _impossible;
    private int _endless;
    private int _valid;
    private int _written;
    private int _invalid;
    private int _wronglyWritten;

    private CorpusRow(BlindDraw draw) => _draw = draw;

    /// <summary>Prints one JSON row.</summary>
    /// <param name="model">A GGUF file; only its vocabulary is read.</param>
    /// <param name="folder">The collection.</param>
    /// <param name="report">The file that takes draws, refusals and faults.</param>
    /// <returns>Whether nothing invalid could be written.</returns>
    public static bool Write(string model, string folder, string report)
    {
        using GgufFile file = GgufFile.Open(model);
        ITokenizer tokenizer = Tokenizer.Create(file.Metadata);
        var row = new CorpusRow(new BlindDraw(TokenTrie.Build(tokenizer.Vocabulary), tokenizer, new EmulatorRandom(4_002)));
        foreach (SchemaCase @case in SchemaCase.Read(folder))
        {
            row.Add(@case);
        }

        File.WriteAllText(report, row.Report().ToJsonString());
        Console.WriteLine(row.Totals().ToJsonString());
        return row._faults.Count == 0;
    }

    private void Add(SchemaCase @case)
    {
        _schemas++;
        long start = Stopwatch.GetTimestamp();
        Grammar? grammar = Compile(@case, out SchemaNode? schema);
        _times.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, @case.Name));
        if (grammar is null)
        {
            return;
        }

        _taken++;
        try
        {
            for (int i = 0; i < Draws; i++)
            {
                AddDraw(@case, schema!, grammar);
            }

            foreach ((JsonElement data, bool isValid) in @case.Instances)
            {
                AddInstance(@case, grammar, data, isValid);
            }
        }
        catch (Exception e)
        {
            _faults.Add($"{@case.Name}: {e.Message}");
        }
    }

    private Grammar? Compile(SchemaCase @case, out SchemaNode? schema)
    {
        schema = null;
        try
        {
            schema = JsonSchemaCompiler.Compile(@case.Schema);
            var builder = new GrammarBuilder();
            var rules = new SchemaGrammar(builder, ValueStyle.Json);
            int rule = rules.Rule(schema);
            if (builder.Build(builder.Call(rule, GrammarBuilder.End), AnswerGrammars.Deepest) is { } grammar)
            {
                return grammar;
            }

            _impossible++;
            bool isFalse = @case.Instances.Any(i => i.IsValid);
            Refuse(isFalse ? "impossible, but has valid values" : "impossible", $"{@case.Name}: {rules.Impossible}");
        }
        catch (SchemaRefusedException e)
        {
            Refuse(e.Message, $"{@case.Name} at {e.Path}");
        }
        catch (SchemaDefectException e)
        {
            Refuse("defect: " + (e.Message.Contains('"', StringComparison.Ordinal) ? e.Message[..e.Message.IndexOf('"', StringComparison.Ordinal)] : e.Message), $"{@case.Name}: {e.Message}");
        }
        catch (ApiException e)
        {
            Refuse(e.Message[..Math.Min(80, e.Message.Length)], @case.Name);
        }
        catch (Exception e)
        {
            _faults.Add($"{@case.Name}: {e}");
        }

        return null;
    }

    private void AddDraw(SchemaCase @case, SchemaNode schema, Grammar grammar)
    {
        if (_draw.Of(grammar) is not { } answer)
        {
            _endless++;
            return;
        }

        if (!new InstanceValidator(new GenerationBudget(), asDouble: false).IsValid(Datum.From(JsonElement.Parse(answer)), schema))
        {
            _faults.Add($"{@case.Name}: drawn and invalid: {answer}");
        }

        _draws.Add(new JsonObject { ["name"] = @case.Name, ["schema"] = JsonNode.Parse(@case.Schema.GetRawText()), ["instance"] = answer, ["valid"] = true });
    }

    private void AddInstance(SchemaCase @case, Grammar grammar, JsonElement data, bool isValid)
    {
        var writer = new InstanceWriter(grammar);
        bool isWritten = writer.CanWrite(data);
        (isValid ? ref _valid : ref _invalid)++;
        (isValid ? ref _written : ref _wronglyWritten) += isWritten ? 1 : 0;
        if (isValid && !isWritten)
        {
            _unwritten.Add($"{@case.Name}: {Cut(data.GetRawText())} after {Cut(writer.Furthest, fromEnd: true)}");
        }
        else if (!isValid && isWritten)
        {
            _faults.Add($"{@case.Name}: invalid and written: {Cut(data.GetRawText())}");
        }
    }

    private void Refuse(string reason, string example)
    {
        _refused[reason] = _refused.GetValueOrDefault(reason) + 1;
        _examples[reason] = _examples.GetValueOrDefault(reason) is { } known ? (known.Length < 400 ? known + " | " : known) + (known.Length < 400 ? example : "") : example;
    }

    private static string Cut(string text, bool fromEnd = false) => text.Length <= 200 ? text : fromEnd ? "..." + text[^200..] : text[..200] + "...";

    private JsonObject Report() => new()
    {
        ["draws"] = _draws,
        ["faults"] = new JsonArray([.. _faults.Select(f => (JsonNode)f)]),
        ["unwritten"] = new JsonArray([.. _unwritten.Select(f => (JsonNode)f)]),
        ["refused"] = new JsonArray([.. _refused.OrderByDescending(r => r.Value).Select(r => (JsonNode)new JsonObject { ["count"] = r.Value, ["reason"] = r.Key, ["at"] = _examples[r.Key] })]),
        ["slowest"] = new JsonArray([.. _times.OrderDescending().Take(20).Select(t => (JsonNode)$"{t.Milliseconds:0} ms {t.Name}")]),
    };

    private JsonObject Totals()
    {
        double[] times = [.. _times.Select(t => t.Milliseconds).Order()];
        return new JsonObject
        {
            ["schemas"] = _schemas,
            ["taken"] = _taken,
            ["impossible"] = _impossible,
            ["refused"] = _schemas - _taken - _impossible,
            ["draws"] = _draws.Count,
            ["withoutEnd"] = _endless,
            ["validValues"] = _valid,
            ["written"] = _written,
            ["invalidValues"] = _invalid,
            ["wronglyWritten"] = _wronglyWritten,
            ["faults"] = _faults.Count,
            ["compileP50Ms"] = Math.Round(times[times.Length / 2], 2),
            ["compileP99Ms"] = Math.Round(times[times.Length * 99 / 100], 2),
            ["compileMostMs"] = Math.Round(times[^1], 1),
        };
    }
}
