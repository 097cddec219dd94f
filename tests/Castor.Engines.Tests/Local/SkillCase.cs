using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local;

/// <summary>A request and what its answer has to be.</summary>
/// <param name="Request">The request as JSON, greedy.</param>
/// <param name="Kind">How the answer is judged: <c>contains</c>, <c>equals</c>, <c>json</c> or <c>tool-call</c>.</param>
/// <param name="Expected">A text, a JSON value, or the calls in order.</param>
/// <param name="Thinks">Whether a thought has to come before the answer; else none may.</param>
internal sealed record SkillCase(string Request, string Kind, JsonElement Expected, bool Thinks)
{
    public static SkillCase Read(JsonElement json)
    {
        JsonObject request = JsonNode.Parse(json.GetProperty("request").GetRawText())!.AsObject();
        bool thinks = request["generationConfig"]?["thinkingConfig"] is not null;
        JsonObject config = request["generationConfig"]?.AsObject() ?? [];
        config["temperature"] = 0;
        config["maxOutputTokens"] = 220;
        request["generationConfig"] = config.Parent is null ? config : config.DeepClone();
        return new SkillCase(request.ToJsonString(), json.GetProperty("kind").GetString()!, json.GetProperty("expected"), thinks);
    }

    /// <summary>Whether a candidate is right: what was asked for, with a thought where one is due and nowhere else, and ended by itself.</summary>
    public bool Accepts(Candidate candidate)
    {
        IReadOnlyList<Part> parts = candidate.Content?.Parts ?? [];
        string text = string.Concat(parts.Where(p => p.Thought != true).Select(p => p.Text));
        if (candidate.FinishReason != FinishReason.Stop || parts.Any(p => p.Thought == true && !string.IsNullOrWhiteSpace(p.Text)) != Thinks)
        {
            return false;
        }

        return Kind switch
        {
            "contains" => text.Contains(Expected.GetString()!, StringComparison.Ordinal),
            "equals" => text.Trim() == Expected.GetString(),
            "json" => IsExpectedJson(text),
            "tool-call" => text.Length == 0 && AreExpectedCalls([.. parts.Select(p => p.FunctionCall).OfType<FunctionCall>()]),
            _ => throw new InvalidDataException($"No such kind: {Kind}"),
        };
    }

    private bool IsExpectedJson(string text)
    {
        try
        {
            return JsonElement.DeepEquals(JsonElement.Parse(text), Expected);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool AreExpectedCalls(List<FunctionCall> calls) =>
        calls.Count == Expected.GetArrayLength() && calls.Zip(Expected.EnumerateArray()).All(pair =>
            pair.First.Name == pair.Second.GetProperty("name").GetString()
            && JsonElement.DeepEquals(pair.First.Args ?? JsonElement.Parse("{}"), pair.Second.GetProperty("args")));
}
