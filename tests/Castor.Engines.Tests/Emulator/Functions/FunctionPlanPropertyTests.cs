using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Emulator;
using Castor.Engines.Emulator.Functions;
using Castor.Engines.Tests.Emulator.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Functions;

public sealed class FunctionPlanPropertyTests
{
    private static readonly FunctionCallingMode[] s_modes = [FunctionCallingMode.Auto, FunctionCallingMode.Any, FunctionCallingMode.Validated, FunctionCallingMode.None];

    [Fact]
    public async Task For_RandomDeclarations_ArgumentsAreValidForAjv()
    {
        var batch = new AjvBatch();
        var random = new EmulatorRandom(31);
        var schemas = new RandomSchemas(random);
        var prompts = new RandomPrompts(random);
        for (int i = 0; i < 900; i++)
        {
            JsonObject schema = schemas.Next();
            if (schema["type"]?.ToJsonString() == "\"object\"")
            {
                string prompt = i % 2 == 0 ? "Call the function lookUp with " + prompts.Next() : prompts.Next();
                foreach (FunctionCall call in Plan(prompt, s_modes[1 - (i % 2)], random, schema))
                {
                    batch.Add(schema, call.Args!.Value.GetRawText());
                }
            }
        }

        Assert.InRange(batch.Count, 300, 3_000);
        IReadOnlyList<string> complaints = await batch.Complaints(TestContext.Current.CancellationToken);
        Assert.True(complaints.Count == 0, $"{complaints.Count} of {batch.Count}:\n{string.Join("\n\n", complaints.Take(10))}");
    }

    [Fact]
    public void For_RandomPrompts_KeepsTheMode()
    {
        var random = new EmulatorRandom(32);
        var prompts = new RandomPrompts(random);
        int calls = 0;
        for (int i = 0; i < 4_000; i++)
        {
            string prompt = prompts.Next();
            FunctionCallingMode mode = s_modes[i % s_modes.Length];
            GenerateContentRequest request = Planning.Request(
                "[]", string.Join(',', Planning.Weather, Planning.Divide, Planning.Email, Planning.Meeting, Planning.ReadFile, Planning.Chart), mode.Value) with
            {
                Contents = [new Content { Role = "user", Parts = [new Part { Text = prompt }] }],
            };
            IReadOnlyList<FunctionCall> planned = FunctionPlan.For(request, TestModels.Pro3, new EmulatorRandom((ulong)i));
            IReadOnlyList<FunctionCall> again = FunctionPlan.For(request, TestModels.Pro3, new EmulatorRandom((ulong)i));
            Assert.Equal(planned.Select(Planning.Text), again.Select(Planning.Text));
            Assert.True(mode != FunctionCallingMode.None || planned.Count == 0);
            Assert.True(mode != FunctionCallingMode.Any || planned.Count > 0);
            Assert.Equal(planned.Count, planned.Select(Planning.Text).Distinct().Count());
            calls += planned.Count;
        }

        Assert.InRange(calls, 1_000, 20_000);
    }

    [Fact]
    public void Create_RandomPrompts_IsAnswered()
    {
        const string schema = """
            {"type":"object","properties":{"name":{"type":"string"},"city":{"type":"string","maxLength":9},"count":{"type":"integer"},"tags":{"type":"array","items":{"type":"string"}},
              "when":{"type":"string","format":"date-time"},"mail":{"type":"string","format":"email"},"done":{"type":"boolean"},"code":{"type":"string","pattern":"^[A-Z]\\d+$"}}}
            """;
        var random = new EmulatorRandom(33);
        var prompts = new RandomPrompts(random);
        for (int i = 0; i < 2_000; i++)
        {
            string prompt = prompts.Next();
            Assert.Equal(8, Structured.Names(Structured.Json(prompt, schema, (ulong)i)).Count());
        }
    }

    private static IReadOnlyList<FunctionCall> Plan(string prompt, FunctionCallingMode mode, EmulatorRandom random, JsonObject schema) => FunctionPlan.For(
        new GenerateContentRequest
        {
            Contents = [new Content { Role = "user", Parts = [new Part { Text = prompt }] }],
            Tools = [new Tool { FunctionDeclarations = [new FunctionDeclaration { Name = "lookUp", ParametersJsonSchema = JsonElement.Parse(schema.ToJsonString()) }] }],
            ToolConfig = new ToolConfig { FunctionCallingConfig = new FunctionCallingConfig { Mode = mode } },
        },
        TestModels.Flash25,
        random);
}
