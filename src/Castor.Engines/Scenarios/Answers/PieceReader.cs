using Castor.Engines.Scenarios.Yaml;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Reads what a candidate says: thoughts, one body, media and calls, which come in this order.</summary>
internal sealed class PieceReader(ScenarioFindings findings, MediaFile media)
{
    private static readonly string[] s_bodies = ["text", "chunks", "parts", "json", "echo"];

    public static PartPlan TextPart(TextTemplate text) => new(new Part { Text = text.Constant ?? "" }, text.Constant is null ? text : null);

    public IReadOnlyList<PieceGroup> Read(YamlFields fields)
    {
        var groups = new List<PieceGroup>();
        if (fields.Take("thoughts") is { } thoughts)
        {
            groups.AddRange(YamlRead.Many(thoughts).Select(ReadThought));
        }

        (string Key, YamlValue? Value)[] bodies = [.. s_bodies.Select(k => (k, fields.Take(k)))];
        foreach ((string key, YamlValue? value) in bodies)
        {
            if (value is not null)
            {
                groups.AddRange(ReadBody(key, value));
            }
        }

        if (bodies.Count(b => b.Value is not null) > 1)
        {
            findings.Mistake(fields.Place, $"give one of {string.Join(", ", s_bodies)}");
        }

        if (fields.Take("media") is { } items)
        {
            groups.AddRange(YamlRead.Many(items).Select(ReadMedia).OfType<PieceGroup>());
        }

        if (fields.Take("calls") is { } calls)
        {
            groups.AddRange(YamlRead.Many(calls).Select(ReadCall).OfType<PieceGroup>());
        }

        return groups;
    }

    private PieceGroup ReadThought(YamlValue value)
    {
        string text = YamlRead.Text(value, "thoughts", findings) ?? "";
        PartPlan plan = TextPart(TextTemplate.Parse(text, value.Place, findings));
        return new PieceGroup([plan with { Part = plan.Part with { Thought = true } }], Split: true);
    }

    private IEnumerable<PieceGroup> ReadBody(string key, YamlValue value)
    {
        switch (key)
        {
            case "text":
                return [new PieceGroup([TextPart(ReadTemplate(value, key))], Split: true)];
            case "chunks":
                return (YamlRead.List(value, key, findings)?.Items ?? []).Select(ReadChunk).ToArray();
            case "parts":
                return [new PieceGroup([.. (YamlRead.List(value, key, findings)?.Items ?? []).Select(ReadPart).OfType<PartPlan>()])];
            case "json":
                JsonTemplate json = JsonTemplate.Read(value, findings);
                return [new PieceGroup([new PartPlan(new Part { Text = "" }) { Json = json }], Split: true)];
            default:
                YamlRead.Flag(value, key, findings);
                return [new PieceGroup([TextPart(TextTemplate.ParseAgain("{{lastUserText}}"))], Split: true)];
        }
    }

    /// <summary>A chunk is a text, a part, or a list of both.</summary>
    private PieceGroup ReadChunk(YamlValue value) => new([.. YamlRead.Many(value).Select(ReadPart).OfType<PartPlan>()]);

    private PartPlan? ReadPart(YamlValue value)
    {
        if (value is YamlScalar { IsNull: false } scalar)
        {
            return TextPart(TextTemplate.Parse(scalar.Text, scalar.Place, findings));
        }

        if (WireNode.Read<Part>(value, "a part", findings) is not { } part)
        {
            return null;
        }

        YamlValue? text = ((YamlMap)value).Find("text");
        YamlValue? args = (((YamlMap)value).Find("functionCall") as YamlMap)?.Find("args");
        TextTemplate? template = text is YamlScalar written ? TextTemplate.Parse(written.Text, written.Place, findings) : null;
        return new PartPlan(
            template?.Constant is { } constant ? part with { Text = constant } : part,
            template?.Constant is null ? template : null,
            args is null ? null : JsonTemplate.Read(args, findings));
    }

    private PieceGroup? ReadCall(YamlValue value)
    {
        if (YamlRead.Map(value, "a call", findings) is not { } map)
        {
            return null;
        }

        var fields = new YamlFields(map, "a call", findings);
        string? name = fields.Text("name");
        string? id = fields.Text("id");
        YamlValue? args = fields.Take("args");
        fields.Close();
        if (map.Find("name") is null)
        {
            findings.Mistake(map.Place, "a call needs a name");
        }

        if (args is not null and not YamlMap)
        {
            YamlRead.Refuse<YamlMap>(args, "args", "a mapping", findings);
            args = null;
        }

        JsonTemplate json = JsonTemplate.Read(args ?? new YamlMap(map.Place, []), findings);
        return new PieceGroup([new PartPlan(new Part { FunctionCall = new FunctionCall { Name = name, Id = id } }, Args: json)]);
    }

    private PieceGroup? ReadMedia(YamlValue value)
    {
        if (YamlRead.Map(value, "media", findings) is not { } map)
        {
            return null;
        }

        var fields = new YamlFields(map, "media", findings);
        string? path = fields.Text("file");
        string? data = fields.Text("data");
        string? type = fields.Text("mimeType");
        fields.Close();
        if ((path is null) == (data is null))
        {
            findings.Mistake(map.Place, "media takes a file in the scenario folder, or base64 data, one of the two");
            return null;
        }

        byte[]? bytes = path is not null ? ReadFile(map.Find("file")!, path, ref type) : ReadData(map.Find("data")!, data!);
        if (bytes is not null && type is null)
        {
            findings.Mistake(map.Place, "media needs a mimeType such as image/png");
        }

        return bytes is null ? null : new PieceGroup([new PartPlan(new Part { InlineData = new Blob { MimeType = type, Data = bytes } })]);
    }

    private byte[]? ReadFile(YamlValue at, string path, ref string? type)
    {
        if (!media.TryRead(path, out byte[]? bytes, out string? problem))
        {
            findings.Mistake(at.Place, problem);
            return null;
        }

        type ??= MediaFile.TryGetType(path, out string? known) ? known : null;
        return bytes;
    }

    private byte[]? ReadData(YamlValue at, string data)
    {
        byte[] bytes = new byte[(data.Length * 3 / 4) + 3];
        if (Convert.TryFromBase64String(data, bytes, out int written))
        {
            return bytes[..written];
        }

        findings.Mistake(at.Place, "data is not base64");
        return null;
    }

    private TextTemplate ReadTemplate(YamlValue value, string what) =>
        TextTemplate.Parse(YamlRead.Text(value, what, findings) ?? "", value.Place, findings);
}
