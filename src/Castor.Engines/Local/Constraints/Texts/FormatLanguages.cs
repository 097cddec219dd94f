using System.Collections.Concurrent;
using System.Collections.Frozen;
using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// The formats of strings as regular languages. Each text of a language is of the format for every validator; where a format is no regular language, or validators differ,
/// the language has its usual texts only.
/// </summary>
internal static class FormatLanguages
{
    private const string Year = "[1-9]\\d{3}";
    private const string LeapYear = "([1-9]\\d(0[48]|[2468][048]|[13579][26])|(1[26]|[2468][048]|[3579][26])00)";
    private const string Day =
        "(" + Year + "-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|1\\d|2[0-8]))|" + LeapYear + "-02-29)";

    private const string Clock = "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)";
    private const string Time = "(\\d{1,6}H(\\d{1,6}M(\\d{1,6}S)?)?|\\d{1,6}M(\\d{1,6}S)?|\\d{1,6}S)";
    private const string Days = "(\\d{1,6}Y(\\d{1,6}M(\\d{1,6}D)?)?|\\d{1,6}M(\\d{1,6}D)?|\\d{1,6}D)";

    // Two hyphens in a row are kept for names in other scripts, which have rules of their own.
    private const string Label = "[a-zA-Z0-9](-?[a-zA-Z0-9]){0,30}";
    private const string Host = Label + "(\\." + Label + "){0,3}";
    private const string Mailbox = "[a-zA-Z0-9_+-]+(\\.[a-zA-Z0-9_+-]+)*";
    private const string Octet = "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private const string Group = "[0-9a-fA-F]{1,4}";
    private const string PathCharacter = "([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})";
    private const string Tail = "(/" + PathCharacter + "*)*(\\?(" + PathCharacter + "|[/?])*)?(#(" + PathCharacter + "|[/?])*)?";
    private const string Authority = "//[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:\\d{1,5})?";
    private const string FirstCharacter = "([a-zA-Z0-9._~!$&'()*+,;=@-]|%[0-9a-fA-F]{2})";
    private const string Relative = "(" + FirstCharacter + "+|/" + PathCharacter + "+)(/" + PathCharacter + "*)*(\\?(" + PathCharacter + "|[/?])*)?";
    private const string PointerToken = "([a-zA-Z0-9_.$%&@ -]|~[01])*";

    private static readonly FrozenDictionary<string, string> s_patterns = new Dictionary<string, string>
    {
        ["date"] = Day,
        ["time"] = Clock,
        ["date-time"] = Day + "T" + Clock,
        ["duration"] = "P(" + Days + "(T" + Time + ")?|T" + Time + "|\\d{1,6}W)",
        ["email"] = Mailbox + "@(" + Label + "\\.){1,3}[a-zA-Z]{2,20}",
        ["idn-email"] = Mailbox + "@(" + Label + "\\.){1,3}[a-zA-Z]{2,20}",
        ["hostname"] = Host,
        ["idn-hostname"] = Host,
        ["ipv4"] = "(" + Octet + "\\.){3}" + Octet,
        ["ipv6"] = Ipv6(),
        ["uri"] = "[a-zA-Z][a-zA-Z0-9+.-]{0,30}:" + Authority + Tail,
        ["uri-reference"] = Relative,
        ["iri"] = "[a-zA-Z][a-zA-Z0-9+.-]{0,30}:" + Authority + Tail,
        ["iri-reference"] = Relative,
        ["url"] = "(https?|ftp)://[a-z]{2,60}(\\.[a-z]{2,60}){1,3}(/" + PathCharacter + "*)*",
        ["uri-template"] = "(https?://[a-z0-9]+(\\.[a-z0-9]+)*)?(/([a-zA-Z0-9._~-]|\\{[a-zA-Z0-9_]+\\})*)+",
        ["uuid"] = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        ["json-pointer"] = "(/" + PointerToken + ")*",
        ["relative-json-pointer"] = "(0|[1-9]\\d{0,8})(#|(/" + PointerToken + ")*)",
        ["regex"] = "\\^?([a-zA-Z0-9_ ,:@/-]|\\\\[dwsDWS.]|\\.[+*?]?|\\[[a-z0-9]+\\][+*?]?)*\\$?",
        ["byte"] = "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, CharDfa> s_languages = new(StringComparer.Ordinal);

    /// <summary>The texts of a format; null where it says nothing of a text.</summary>
    public static CharDfa? Find(string format) => s_patterns.TryGetValue(format, out string? pattern)
        ? s_languages.GetOrAdd(format, static (_, p) => PatternLanguage.Of(PatternParser.Parse("^(" + p + ")$")), pattern)
        : null;

    // Eight groups, or fewer with one gap.
    private static string Ipv6()
    {
        var forms = new List<string> { "(" + Group + ":){7}" + Group, "::" };
        for (int before = 1; before <= 6; before++)
        {
            string head = before == 1 ? Group : Group + "(:" + Group + "){" + (before - 1) + "}";
            forms.Add(head + "::(" + Group + "(:" + Group + "){0," + (6 - before) + "})?");
        }

        forms.Add("::" + Group + "(:" + Group + "){0,5}");
        return string.Join('|', forms);
    }
}
