using System.Text;
using Castor.Engines.Scenarios.Yaml;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>A text with <c>{{variables}}</c>; <c>\{{</c> stands for the braces themselves.</summary>
internal sealed class TextTemplate
{
    private readonly IReadOnlyList<(string Literal, TemplateVariable? Variable)> _segments;

    private TextTemplate(IReadOnlyList<(string, TemplateVariable?)> segments)
    {
        _segments = segments;
        Constant = _segments.All(s => s.Variable is null) ? string.Concat(_segments.Select(s => s.Literal)) : null;
    }

    /// <summary>The text where it has no variables.</summary>
    public string? Constant { get; }

    public string Render(TemplateContext context)
    {
        if (Constant is not null)
        {
            return Constant;
        }

        var text = new StringBuilder();
        foreach ((string literal, TemplateVariable? variable) in _segments)
        {
            text.Append(literal).Append(variable?.Value(context));
        }

        return text.ToString();
    }

    /// <summary>Reads a text; an unknown variable is told.</summary>
    public static TextTemplate Parse(string text, YamlPlace place, ScenarioFindings findings) =>
        Parse(text, message => findings.Mistake(place, message));

    /// <summary>Reads a text that was read before without a mistake.</summary>
    public static TextTemplate ParseAgain(string text) => Parse(text, static _ => { });

    private static TextTemplate Parse(string text, Action<string> tell)
    {
        var segments = new List<(string, TemplateVariable?)>();
        int at = 0;
        while (true)
        {
            int open = text.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
            {
                segments.Add((text[at..], null));
                return new TextTemplate(segments);
            }

            if (open > at && text[open - 1] == '\\')
            {
                segments.Add((text[at..(open - 1)] + "{{", null));
                at = open + 2;
                continue;
            }

            int close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                tell("'{{' is not closed by '}}'; write '\\{{' for the braces themselves");
                segments.Add((text[at..], null));
                return new TextTemplate(segments);
            }

            string name = text[(open + 2)..close].Trim();
            TemplateVariable? variable = TemplateVariable.Find(name);
            if (variable is null)
            {
                tell($"'{{{{{name}}}}}' is no variable{Spelling.Hint(name, TemplateVariable.Names)}");
            }

            segments.Add((text[at..open], variable));
            at = close + 2;
        }
    }
}
