using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Castor.Engines.Scenarios.Matching;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>A variable of templates.</summary>
internal sealed class TemplateVariable
{
    private readonly Func<TemplateContext, string> _value;

    private TemplateVariable(Func<TemplateContext, string> value) => _value = value;

    /// <summary>The variables as messages tell them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "model", "method", "text", "lastUserText", "firstUserText", "system", "turn", "scenario", "count",
        "header.NAME", "match.GROUP", "functionResponse", "functionResponse.PATH",
    ];

    public string Value(TemplateContext context) => _value(context);

    public static TemplateVariable? Find(string name)
    {
        int dot = name.IndexOf('.');
        string argument = dot < 0 ? "" : name[(dot + 1)..];
        return (dot < 0 ? name : name[..dot], argument.Length > 0) switch
        {
            ("model", false) => new(c => c.Facts.Model.Id),
            ("method", false) => new(c => MethodName(c.Facts.Method)),
            ("text", false) => new(c => c.Facts.NewestText),
            ("lastUserText", false) => new(c => c.Facts.LastUserText),
            ("firstUserText", false) => new(c => c.Facts.FirstText),
            ("system", false) => new(c => c.Facts.SystemText),
            ("turn", false) => new(c => c.Facts.Turns.ToString(CultureInfo.InvariantCulture)),
            ("scenario", false) => new(c => c.Scenario),
            ("count", false) => new(c => c.Count.ToString(CultureInfo.InvariantCulture)),
            ("header", true) => new(c => c.Facts.FindHeader(argument) ?? ""),
            ("match", false) => new(c => c.Facts.Captures?.Value ?? ""),
            ("match", true) => new(c => Capture(c.Facts.Captures, argument)),
            ("functionResponse", _) => new(c => Result(c.Facts, argument)),
            _ => null,
        };
    }

    private static string Capture(Match? match, string group) => match?.Groups[group].Value ?? "";

    private static string Result(CallFacts facts, string path)
    {
        if (facts.NewestResponses.FirstOrDefault() is not FunctionResponse { Response: { } value })
        {
            return "";
        }

        foreach (string step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out JsonElement member))
            {
                value = member;
            }
            else if (value.ValueKind == JsonValueKind.Array && int.TryParse(step, out int index) && index >= 0 && index < value.GetArrayLength())
            {
                value = value[index];
            }
            else
            {
                return "";
            }
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }

    private static string MethodName(CallMethods method) => method switch
    {
        CallMethods.StreamGenerateContent => "streamGenerateContent",
        CallMethods.CountTokens => "countTokens",
        CallMethods.EmbedContent => "embedContent",
        _ => "generateContent",
    };
}
