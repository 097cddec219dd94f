using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Emulator;
using Castor.Engines.Local.Constraints;
using Castor.Engines.Schemas;
using Castor.Engines.Tests.Emulator.Schemas;
using Castor.Inference.Constraints;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local.Constraints;

/// <summary>Whatever is drawn from the masks validates.</summary>
public sealed class SchemaGrammarPropertyTests
{
    private const int Held = 2_000;
    private const int Crossed = 1_500;
    private const int MostSchemas = 5_000;

    [Fact]
    public Task Draw_RandomJsonSchemas_AreValidForTheValidatorAndForAjv()
    {
        var random = new EmulatorRandom(4_001);
        var schemas = new RandomSchemas(random);
        return Draw(schemas.Next, random, Held);
    }

    [Fact]
    public Task Draw_SchemasWhoseKeywordsCross_AreValidForTheValidatorAndForAjv()
    {
        var random = new EmulatorRandom(4_003);
        var schemas = new CrossedSchemas(random);
        return Draw(schemas.Next, random, Crossed);
    }

    private static async Task Draw(Func<JsonObject> next, EmulatorRandom random, int held)
    {
        var batch = new AjvBatch(byDecimals: true);
        Dictionary<string, int> refused = [];
        int endless = 0;
        for (int i = 0; i < MostSchemas && batch.Count < held; i++)
        {
            JsonObject schema = next();
            SchemaNode node = JsonSchemaCompiler.Compile(JsonElement.Parse(schema.ToJsonString()));
            Grammar grammar;
            try
            {
                grammar = Decoding.Compile(node);
            }
            catch (Exception e) when (e is SchemaRefusedException or ApiException)
            {
                string reason = e.Message.StartsWith("no value", StringComparison.Ordinal) ? schema.ToJsonString() : e.Message;
                refused[reason] = refused.GetValueOrDefault(reason) + 1;
                continue;
            }

            string? answer = Decoding.Spark.Draw(grammar, random, skipsForced: i % 2 == 0);
            if (answer is null)
            {
                endless++;
                continue;
            }

            Datum value = Datum.From(JsonElement.Parse(answer));

            // A matcher gives up after 50 ms, which a busy machine may take of any thread.
            Assert.True(IsValid(value, node) || IsValid(value, node), $"{schema.ToJsonString()}\n{answer}");
            batch.Add(schema, answer);
        }

        IReadOnlyList<string> complaints = await batch.Complaints(TestContext.Current.CancellationToken);
        string reasons = string.Join('\n', refused.Select(r => $"{r.Value} {r.Key}"));
        Assert.True(complaints.Count == 0, $"{complaints.Count} of {batch.Count}:\n{string.Join("\n\n", complaints.Take(10))}");

        // Blind draws do not find the one word that a pattern wants at last, or an array.
        Assert.InRange(endless, 0, held / 12);
        Assert.True(batch.Count >= held, $"{batch.Count} schemas were held; refused:\n{reasons}");
    }

    private static bool IsValid(Datum value, SchemaNode node) => new InstanceValidator(new GenerationBudget(), asDouble: false).IsValid(value, node);
}
