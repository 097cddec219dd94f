using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Emulator;
using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>An independent validator agrees that what is generated is valid.</summary>
public sealed class StructuredAnswerAjvTests
{
    private const int Schemas = 2_000;

    private static readonly string[] s_prompts =
    [
        "",
        "List 3 cookie recipes, name: Ginger Snaps, price: 12.50",
        "Book a table for 4 in Lisbon on 2026-05-04 for Ada Lovelace (ada@example.com), color red, please.",
        "Größe 12, \"quoted text\", https://example.com/x?y=1 and /tmp/a.txt at 10:30, 7 items 🙂",
    ];

    [Fact]
    public async Task Create_RandomJsonSchemas_AreValidForAjv()
    {
        var batch = new AjvBatch();
        var random = new EmulatorRandom(20_261);
        var schemas = new RandomSchemas(random);
        var refused = new List<string>();
        for (int i = 0; i < Schemas; i++)
        {
            JsonObject schema = schemas.Next();
            var config = new GenerationConfig { ResponseMimeType = "application/json", ResponseJsonSchema = JsonElement.Parse(schema.ToJsonString()) };
            if (TryAnswer(config, schema, s_prompts[i % s_prompts.Length], random, refused) is { } answer)
            {
                batch.Add(schema, answer);
            }
        }

        await ExpectAgreement(batch, refused);
    }

    [Fact]
    public async Task Create_RandomApiSchemas_AreValidForAjv()
    {
        var batch = new AjvBatch();
        var random = new EmulatorRandom(20_262);
        var schemas = new ApiSchemas(random);
        var refused = new List<string>();
        for (int i = 0; i < 500; i++)
        {
            Schema schema = schemas.Next(3);
            JsonObject meaning = ApiSchemas.ToJsonSchema(schema);
            var config = new GenerationConfig { ResponseMimeType = "application/json", ResponseSchema = schema };
            if (TryAnswer(config, meaning, s_prompts[i % s_prompts.Length], random, refused) is { } answer)
            {
                batch.Add(meaning, answer);
            }
        }

        await ExpectAgreement(batch, refused);
    }

    [Theory]
    [InlineData("""{"type":"object","patternProperties":{"^x_":{"type":"integer"}},"additionalProperties":false,"minProperties":2}""")]
    [InlineData("""{"type":"object","patternProperties":{"_id$":{"type":"integer"},"^(a|b)$":true},"additionalProperties":false,"minProperties":6}""")]
    [InlineData("""{"type":"object","patternProperties":{"^[a-z]$":{"type":"boolean"}},"additionalProperties":false,"minProperties":9}""")]
    [InlineData("""{"type":"array","items":{"type":"string","pattern":"^[🙂-🙄]{2}$","maxLength":2},"minItems":2}""")]
    public async Task Create_RarePatterns_AreValidForAjv(string schema)
    {
        var batch = new AjvBatch();
        for (ulong seed = 0; seed < 20; seed++)
        {
            batch.Add(JsonNode.Parse(schema)!, Structured.Text("Hi", schema, seed));
        }

        await ExpectAgreement(batch, []);
    }

    [Fact]
    public async Task InstanceValidator_RandomInstances_AgreesWithAjv()
    {
        var batch = new AjvBatch();
        var random = new EmulatorRandom(20_263);
        var schemas = new RandomSchemas(random);
        int valid = 0;
        for (int i = 0; i < 800; i++)
        {
            JsonObject schema = schemas.Next();
            SchemaNode node = JsonSchemaCompiler.Compile(JsonElement.Parse(schema.ToJsonString()));
            Datum instance = new InstanceGenerator(PromptValues.Of("", FillMode.Everything), random).Make(new CompiledSchema(node, ""));
            Datum damaged = new RandomDamage(random).Do(instance);
            bool verdict = new InstanceValidator(new GenerationBudget()).IsValid(damaged, node);
            valid += verdict ? 1 : 0;
            batch.Add(schema, damaged.ToJson(), verdict);
        }

        Assert.InRange(valid, 80, 720);
        await ExpectAgreement(batch, []);
    }

    private static async Task ExpectAgreement(AjvBatch batch, List<string> refused)
    {
        IReadOnlyList<string> complaints = [.. refused, .. await batch.Complaints(TestContext.Current.CancellationToken)];
        Assert.True(complaints.Count == 0, $"{complaints.Count} of {batch.Count}:\n{string.Join("\n\n", complaints.Take(10))}");
    }

    private static string? TryAnswer(GenerationConfig config, JsonObject schema, string prompt, EmulatorRandom random, List<string> refused)
    {
        try
        {
            return StructuredAnswer.Create(Asking.Request(prompt, config), prompt, random)!;
        }
        catch (ApiException e)
        {
            refused.Add($"{e.Message}\nschema: {schema.ToJsonString()}");
            return null;
        }
    }
}
