using System.Buffers;
using System.Text.Json;
using Castor.Engines.Scenarios.Yaml;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Scenarios.Matching;

/// <summary>Reads the <c>match</c> of a scenario.</summary>
internal sealed class MatchReader(ScenarioFindings findings)
{
    private static readonly (string Name, CallMethods Method)[] s_methods =
    [
        ("generateContent", CallMethods.GenerateContent),
        ("streamGenerateContent", CallMethods.StreamGenerateContent),
        ("countTokens", CallMethods.CountTokens),
        ("embedContent", CallMethods.EmbedContent),
        ("*", CallMethods.All),
    ];

    public ScenarioMatch Read(YamlValue? value)
    {
        if (value is null)
        {
            return ScenarioMatch.Everything;
        }

        if (value is YamlScalar { Text: "none" })
        {
            return ScenarioMatch.ByNameOnly;
        }

        if (value is not YamlMap map)
        {
            YamlRead.Refuse<YamlMap>(value, "match", "a mapping of conditions, or none", findings);
            return ScenarioMatch.Everything;
        }

        var fields = new YamlFields(map, "match", findings);
        CallMethods? methods = ReadMethods(fields.Take("method"));
        List<Condition> conditions = ReadConditions(fields);
        fields.Close();
        return new ScenarioMatch(methods, conditions);
    }

    private CallMethods? ReadMethods(YamlValue? value)
    {
        if (value is null)
        {
            return null;
        }

        CallMethods methods = CallMethods.None;
        foreach (YamlValue item in YamlRead.Many(value))
        {
            // A batch reaches the engine as its single requests.
            string? name = (item as YamlScalar)?.Text == "batchEmbedContents" ? "embedContent"
                : YamlRead.Choice(item, "method", [.. s_methods.Select(m => m.Name)], findings);
            methods |= s_methods.FirstOrDefault(m => m.Name == name).Method;
        }

        return methods;
    }

    private List<Condition> ReadConditions(YamlFields fields)
    {
        var conditions = new List<Condition>();
        Add(conditions, fields, "model", ReadModel);
        Add(conditions, fields, "text", v => ReadText(v, "text", TextScope.Newest));
        Add(conditions, fields, "system", v => ReadText(v, "system", TextScope.System));
        Add(conditions, fields, "tool", ReadTool);
        Add(conditions, fields, "functionResponse", ReadFunctionResponse);
        Add(conditions, fields, "turn", ReadTurn);
        Add(conditions, fields, "media", ReadMedia);
        Add(conditions, fields, "streamed", ReadStreamed);
        Add(conditions, fields, "responseMimeType", ReadResponseMimeType);
        Add(conditions, fields, "request", ReadRequest);
        if (fields.Take("header") is { } headers)
        {
            conditions.AddRange(ReadHeaders(headers));
        }

        Add(conditions, fields, "all", v => ReadGroup(v, GroupKind.All));
        Add(conditions, fields, "any", v => ReadGroup(v, GroupKind.Any));
        Add(conditions, fields, "not", v => ReadGroup(v, GroupKind.Not));
        return conditions;
    }

    private static void Add(List<Condition> conditions, YamlFields fields, string key, Func<YamlValue, Condition?> read)
    {
        if (fields.Take(key) is { } value && read(value) is { } condition)
        {
            conditions.Add(condition);
        }
    }

    private PredicateCondition ReadModel(YamlValue value)
    {
        List<TextPattern> patterns = PatternReader.ReadMany(value, "model", PatternMode.Glob, findings);
        return new PredicateCondition(Canonical("model", patterns), facts =>
        {
            foreach (TextPattern pattern in patterns)
            {
                if (pattern.IsMatch(facts.Model.Id, facts) || facts.Model.Traits.Aliases.Any(a => pattern.IsMatch(a, facts)))
                {
                    return true;
                }
            }

            return false;
        });
    }

    private TextCondition ReadText(YamlValue value, string what, TextScope scope)
    {
        var options = new List<(TextPattern, TextScope)>();
        foreach (YamlValue item in YamlRead.Many(value))
        {
            TextScope itemScope = scope;
            YamlFields? fields = item is YamlMap map ? new YamlFields(map, $"the pattern of {what}", findings) : null;
            if (scope == TextScope.Newest && fields?.Take("in") is { } where)
            {
                itemScope = YamlRead.Choice(where, "in", ["newest", "first", "anywhere"], findings) switch
                {
                    "first" => TextScope.First,
                    "anywhere" => TextScope.Anywhere,
                    _ => TextScope.Newest,
                };
            }

            if (PatternReader.Read(item, fields, what, PatternMode.Contains, findings) is { } pattern)
            {
                options.Add((pattern, itemScope));
            }

            fields?.Close();
        }

        if (value is YamlList { Items.Count: 0 })
        {
            findings.Mistake(value.Place, $"{what} is an empty list, which nothing can match");
        }

        return new TextCondition(options);
    }

    private PredicateCondition ReadTool(YamlValue value)
    {
        List<TextPattern> patterns = PatternReader.ReadMany(value, "tool", PatternMode.Glob, findings);
        return new PredicateCondition(Canonical("tool", patterns), facts =>
            (facts.Request.Tools ?? [])
                .SelectMany(t => t.FunctionDeclarations ?? [])
                .Any(d => patterns.Any(p => p.IsMatch(d.Name ?? "", facts))));
    }

    private Condition ReadFunctionResponse(YamlValue value)
    {
        if (value is YamlScalar { AsBoolean: { } wanted })
        {
            return new PredicateCondition($"functionResponse {wanted}", facts => facts.NewestResponses.Any() == wanted);
        }

        List<TextPattern> patterns = PatternReader.ReadMany(value, "functionResponse", PatternMode.Glob, findings);
        return new PredicateCondition(Canonical("functionResponse", patterns), facts =>
            facts.NewestResponses.Any(r => patterns.Any(p => p.IsMatch(r.Name ?? "", facts))));
    }

    private PredicateCondition? ReadTurn(YamlValue value)
    {
        if (value is YamlScalar scalar && TurnRange.TryParse(scalar.Text, out TurnRange range) && !scalar.IsNull)
        {
            if (range.To == 0)
            {
                findings.Mistake(value.Place, "turns are counted from 1");
            }

            return new PredicateCondition($"turn {range}", facts => range.Holds(facts.Turns));
        }

        return YamlRead.Refuse<PredicateCondition>(value, "turn", "a number such as 2, or a range such as 2..4, 3.. or ..2", findings);
    }

    private PredicateCondition ReadMedia(YamlValue value)
    {
        if (value is YamlScalar { AsBoolean: { } wanted })
        {
            return new PredicateCondition($"media {wanted}", facts => facts.MediaTypes.Any() == wanted);
        }

        var types = new List<string>();
        foreach (YamlValue item in YamlRead.Many(value))
        {
            string? type = YamlRead.Text(item, "media", findings);
            if (type is not null && !type.Contains('/') && type is not ("image" or "audio" or "video" or "document"))
            {
                findings.Mistake(item.Place, $"media cannot be '{type}'; expected image, audio, video, document, a MIME type such as image/png, true or false");
                type = null;
            }

            types.Add(type switch
            {
                null => "",
                "document" => "application/pdf",
                _ when type.Contains('/') => type.TrimEnd('*'),
                _ => type + "/",
            });
        }

        return new PredicateCondition($"media {string.Join(" or ", types.Order(StringComparer.Ordinal))}", facts =>
            facts.MediaTypes.Any(m => types.Any(t => m.StartsWith(t, StringComparison.OrdinalIgnoreCase))));
    }

    private PredicateCondition? ReadStreamed(YamlValue value) =>
        YamlRead.Flag(value, "streamed", findings) is { } streamed
            ? new PredicateCondition($"streamed {streamed}", facts => facts.Streamed == streamed)
            : null;

    private PredicateCondition ReadResponseMimeType(YamlValue value)
    {
        List<TextPattern> patterns = PatternReader.ReadMany(value, "responseMimeType", PatternMode.Glob, findings);
        return new PredicateCondition(Canonical("responseMimeType", patterns), facts =>
            patterns.Any(p => p.IsMatch(facts.Request.GenerationConfig?.ResponseMimeType ?? "text/plain", facts)));
    }

    private PredicateCondition? ReadRequest(YamlValue value)
    {
        if (WireNode.Read<GenerateContentRequest>(value, "request", findings) is not { } wanted)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        WireJson.Write(buffer, wanted, JsonStyle.Compact);
        JsonElement json = JsonDocument.Parse(buffer.WrittenSpan.ToArray()).RootElement;
        return new PredicateCondition($"request {json.GetRawText()}", facts => JsonSubset.Holds(facts.Json, json));
    }

    private IEnumerable<Condition> ReadHeaders(YamlValue value)
    {
        foreach (YamlEntry entry in YamlRead.Map(value, "header", findings)?.Entries ?? [])
        {
            string name = entry.Key.Text;
            if (entry.Value is YamlScalar { AsBoolean: { } wanted })
            {
                yield return new PredicateCondition($"header {name.ToLowerInvariant()} {wanted}", facts => facts.FindHeader(name) is not null == wanted);
                continue;
            }

            List<TextPattern> patterns = PatternReader.ReadMany(entry.Value, $"header {name}", PatternMode.Glob, findings);
            yield return new PredicateCondition(Canonical($"header {name.ToLowerInvariant()}", patterns), facts =>
                facts.FindHeader(name) is { } found && patterns.Any(p => p.IsMatch(found, facts)));
        }
    }

    private GroupCondition ReadGroup(YamlValue value, GroupKind kind)
    {
        var members = new List<IReadOnlyList<Condition>>();
        string what = kind.ToString().ToLowerInvariant();
        IReadOnlyList<YamlValue> items = kind == GroupKind.Not
            ? YamlRead.Many(value)
            : YamlRead.List(value, what, findings)?.Items ?? [];
        foreach (YamlValue item in items)
        {
            if (YamlRead.Map(item, what, findings) is { } map)
            {
                var fields = new YamlFields(map, what, findings);
                members.Add(ReadConditions(fields));
                fields.Close();
            }
        }

        if (members.Count == 0 && value is YamlList { Items.Count: 0 })
        {
            findings.Mistake(value.Place, $"{what} is an empty list");
        }

        return new GroupCondition(kind, members);
    }

    private static string Canonical(string key, List<TextPattern> patterns) =>
        $"{key} {string.Join(" or ", patterns.Select(p => p.Canonical).Order(StringComparer.Ordinal))}";
}
