using System.Text.Json.Nodes;
using Castor.Engines.Catalog;
using Castor.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Server.Tests.Validation;

/// <summary>Requests that are valid by construction, for a random model, and broken ones made of them.</summary>
internal static class RandomRequests
{
    private static readonly ModelEntry[] s_models = [.. TestModels.All.Where(m => m.Supports("generateContent"))];

    private static readonly string[] s_values =
        ["null", "true", "-1", "0", "1.5", "99999", "\"\"", "\"x\"", "\"AUTO\"", "\"STRING\"", "\"a/b\"", "[]", "{}", "[{}]", "[\"\"]", """{"a":{}}"""];

    /// <summary>A model and a request in JSON that it takes.</summary>
    public static Gen<(string Model, string Json)> Valid { get; } =
        from model in Gen.Elements(s_models)
        from contents in Contents(model)
        from fields in Fields(model)
        select (model.Id, Json(contents, fields));

    /// <summary>A valid request with values changed, removed or doubled at random places.</summary>
    public static Gen<(string Model, string Json)> Broken { get; } =
        from valid in Valid
        from cuts in Gen.Choose(0, 1_000_000).ListOf(2)
        select (valid.Model, Break(valid.Json, cuts));

    private static string Json(string[] contents, string[] fields) =>
        $$"""{"contents":[{{string.Join(",", contents)}}]{{string.Concat(fields.Where(f => f.Length > 0).Select(f => "," + f))}}}""";

    private static Gen<string[]> Contents(ModelEntry model)
    {
        Gen<string> user = Gen.Elements("hi", "two words", "\\u00e9\\n").Select(t => $$"""{"role":"user","parts":[{"text":"{{t}}"}]}""");
        if (model.Traits.Output.Contains(Modality.Audio))
        {
            return user.ArrayOf(1);
        }

        Gen<string> exchange = model.Traits.FunctionCalling
            ? Gen.OneOf(Gen.Constant(Said), Gen.Choose(1, 3).Select(Called))
            : Gen.Constant(Said);
        return from opening in user
               from exchanges in exchange.ListOf()
               from closing in user
               select (string[])[opening, .. exchanges, closing];
    }

    private const string Said = """{"role":"model","parts":[{"text":"yes"}]}""";

    private static string Called(int calls)
    {
        const string Response = """{"functionResponse":{"name":"f","response":{"ok":true}}}""";
        IEnumerable<string> parts = Enumerable.Range(0, calls).Select(i =>
            i == 0 ? """{"functionCall":{"name":"f","args":{}},"thoughtSignature":"CgJhYg=="}""" : """{"functionCall":{"name":"f","args":{}}}""");
        return $$"""{"role":"model","parts":[{{string.Join(",", parts)}}]},{"role":"user","parts":[{{string.Join(",", Enumerable.Repeat(Response, calls))}}]}""";
    }

    private static Gen<string[]> Fields(ModelEntry model) =>
        from config in Config(model)
        from system in Gen.Elements("", model.Traits.SystemInstruction ? """ "systemInstruction":{"parts":[{"text":"be brief"}]} """ : "")
        from tools in Tools(model)
        from safety in Gen.Elements("", """ "safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}] """)
        select (string[])[$$""" "generationConfig":{{{string.Join(",", config.Where(c => c.Length > 0))}}} """, system, tools, safety];

    private static Gen<string[]> Config(ModelEntry model)
    {
        ModelTraits traits = model.Traits;
        return from temperature in Gen.Elements("", """ "temperature":0 """, """ "temperature":1.99 """)
               from topP in Gen.Elements("", """ "topP":0.95,"topK":64 """)
               from length in Gen.Choose(1, model.Model.OutputTokenLimit!.Value).Select(n => $""" "maxOutputTokens":{n} """)
               from candidates in Gen.Choose(1, traits.MaxCandidates).Select(n => $""" "candidateCount":{n} """)
               from stops in Gen.Elements("", """ "stopSequences":["a","b"] """)
               from thinking in Thinking(traits)
               let modalities = traits.Output.Count == 1
                   ? $""" "responseModalities":["{traits.Output[0].Value}"] """
                   : """ "responseModalities":["TEXT","IMAGE"] """
               select (string[])[temperature, topP, length, candidates, stops, thinking, modalities];
    }

    private static Gen<string> Thinking(ModelTraits traits) => traits.Thinking.Mode switch
    {
        ThinkingMode.Budget => Gen.Choose(Math.Max(1, traits.Thinking.MinBudget), traits.Thinking.MaxBudget)
            .Select(n => $$""" "thinkingConfig":{"thinkingBudget":{{n}},"includeThoughts":true} """),
        ThinkingMode.Level => Gen.Elements(traits.Thinking.Levels.ToArray()).Select(l => $$""" "thinkingConfig":{"thinkingLevel":"{{l.Value}}"} """),
        _ => Gen.Constant(""),
    };

    private static Gen<string> Tools(ModelEntry model) => model.Traits.FunctionCalling
        ? Gen.Elements(
            "",
            """ "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"a":{"type":"STRING","enum":["x"]}},"required":["a"]}}]}] """,
            """ "tools":[{"functionDeclarations":[{"name":"f","parametersJsonSchema":{"type":"object"}},{"name":"g"}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["g"]}} """,
            """ "tools":[{"googleSearch":{}},{"codeExecution":{}}] """)
        : Gen.Constant("");

    private static string Break(string json, IReadOnlyList<int> cuts)
    {
        JsonNode root = JsonNode.Parse(json)!;
        foreach (int cut in cuts)
        {
            BreakOne(root, cut);
        }

        return root.ToJsonString();
    }

    private static void BreakOne(JsonNode root, int cut)
    {
        List<JsonNode> parents = [];
        Collect(root, parents);
        JsonNode parent = parents[cut % parents.Count];
        JsonNode? value = JsonNode.Parse(s_values[cut / 7 % s_values.Length]);
        switch (parent)
        {
            case JsonObject { Count: > 0 } target:
                string key = target.ElementAt(cut / 13 % target.Count).Key;
                if (cut % 3 == 0)
                {
                    target.Remove(key);
                }
                else
                {
                    target[key] = value;
                }

                break;
            case JsonArray { Count: > 0 } target:
                int index = cut / 13 % target.Count;
                if (cut % 3 == 0)
                {
                    target.RemoveAt(index);
                }
                else
                {
                    target.Add(cut % 3 == 1 ? target[index]?.DeepClone() : value);
                }

                break;
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> parents)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject target => target.Select(p => p.Value),
            JsonArray target => target,
            _ => [],
        };
        if (node is JsonObject or JsonArray)
        {
            parents.Add(node);
        }

        foreach (JsonNode? child in children)
        {
            if (child is not null)
            {
                Collect(child, parents);
            }
        }
    }
}
