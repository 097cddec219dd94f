using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Castor.Engines.Schemas;

/// <summary>The formats of strings that are known. Any other is a note to the reader, as JSON Schema has it.</summary>
internal static class StringFormats
{
    private const string Zone = "([zZ]|[+-](0\\d|1\\d|2[0-3])(:?[0-5]\\d)?)";
    private const string Clock = "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?" + Zone;
    private const string Day = "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])";
    private const string SomeClock = "(0[89]|1\\d|2[0-3]):(00|15|30|45):00(\\.\\d{1,12})?Z";
    private const string SomeDay = "202[3-6]-(0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])";
    private const string Label = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private const string Mailbox = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+";
    private const string UriCharacter = "([a-zA-Z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-fA-F]{2})";
    private const string Octet = "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private const string PointerToken = "([^~/]|~[01])*";

    private static readonly FrozenDictionary<string, StringFormat> s_formats = new Dictionary<string, StringFormat>
    {
        ["date"] = new($"^{Day}$", IsDay, SomeDay),
        ["time"] = new($"^{Clock}$", null, SomeClock),
        ["date-time"] = new($"^{Day}[tT\\s]{Clock}$", text => IsDay(text[..10]), SomeDay + "T" + SomeClock),
        ["duration"] = new(
            "^P((\\d+Y)?(\\d+M)?(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+S)?)?|\\d+W)$",
            text => text.Length > 1 && !text.EndsWith('T'),
            "P([1-9]D|T[1-9]\\d?[HM])",
            "P[1-9]\\d{0,60}D"),
        ["email"] = new($"^{Mailbox}(\\.{Mailbox})*@({Label}\\.)+{Label}$", null, "[a-z]{4,9}@example\\.(com|org)", "[a-z]{1,64}@([a-z]{1,60}\\.){1,3}[a-z]{1,3}"),
        ["idn-email"] = new(".@.", null, "[a-z]{4,9}@example\\.(com|org)", "[a-z]{1,64}@[a-z]{1,60}"),
        ["hostname"] = new($"^{Label}(\\.{Label})*\\.?$", text => text.Length <= 253, "[a-z]{3,9}\\.example\\.com", "[a-z]{1,60}(\\.[a-z]{1,60}){0,3}"),
        ["idn-hostname"] = new("^[^\\s.]+(\\.[^\\s.]+)*$", text => text.Length <= 253, "[a-z]{3,9}\\.example\\.com", "[a-z]{1,60}(\\.[a-z]{1,60}){0,3}"),
        ["ipv4"] = new($"^({Octet}\\.){{3}}{Octet}$", null, "192\\.0\\.2\\.[1-9]\\d?", $"({Octet}\\.){{3}}{Octet}"),
        ["ipv6"] = new("^[0-9a-fA-F:.]+$", IsIpv6, "2001:db8(:[1-9a-f][0-9a-f]{0,3}){6}", "::[1-9a-f]?", "([1-9a-f][0-9a-f]{3}:){7}[1-9a-f]{4}"),
        ["uri"] = new(
            $"^[a-zA-Z][a-zA-Z0-9+.-]*:{UriCharacter}+(#{UriCharacter}*)?$",
            HasSoundAuthority,
            "https://example\\.(com|org)/[a-z]{3,9}",
            "[a-z]{1,9}:[a-z]{1,2000}"),
        ["uri-reference"] = new($"^{UriCharacter}*(#{UriCharacter}*)?$", HasSoundAuthority, "/[a-z]{3,9}/[a-z]{3,9}", "[a-z]{0,2000}"),
        ["iri"] = new("^[a-zA-Z][a-zA-Z0-9+.-]*:\\S+$", null, "https://example\\.(com|org)/[a-z]{3,9}", "[a-z]{1,9}:[a-z]{1,2000}"),
        ["iri-reference"] = new("^\\S*$", null, "/[a-z]{3,9}/[a-z]{3,9}", "[a-z]{0,2000}"),
        ["url"] = new(
            "^(https?|ftp)://[a-z]{2,60}(\\.[a-z]{2,60})+(/\\S*)?$",
            null,
            "https://example\\.(com|org)/[a-z]{3,9}",
            "http://[a-z]{2,60}\\.[a-z]{2,3}(/[a-z]{1,2000})?"),
        ["uri-template"] = new($"^({UriCharacter}|\\{{[a-zA-Z0-9_]+\\}})*$", null, "https://example\\.com/\\{[a-z]{2,9}\\}", "[a-z]{0,2000}"),
        ["uuid"] = new(
            "^(urn:uuid:)?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
            null,
            "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
            "urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        ["json-pointer"] = new($"^(/{PointerToken})*$", null, "(/[a-z]{3,9}){1,2}", "(/[a-z]{0,60}){0,20}"),
        ["relative-json-pointer"] = new($"^(0|[1-9]\\d*)(#|(/{PointerToken})*)$", null, "[0-3]/[a-z]{3,9}", "[0-9](/[a-z]{1,2000})?"),
        ["regex"] = new("", IsRegex, "\\^\\[a-z\\]\\+\\$", "[a-z]{0,2000}"),
        ["byte"] = new("^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", null, "([A-Za-z0-9]{4}){3,5}", "([A-Za-z0-9]{4}){0,500}"),
        ["password"] = new("", null, "[A-Z][a-z]{5,7}[2-9]{3}", "[A-Za-z0-9]{0,2000}"),
    }.ToFrozenDictionary();

    /// <summary>Whether the format says anything of a string.</summary>
    public static bool IsKnown(string format) => s_formats.ContainsKey(format);

    /// <summary>Whether a text is of the format; true for a format that is not known.</summary>
    public static bool IsValid(string format, string text) => !s_formats.TryGetValue(format, out StringFormat? known) || known.IsValid(text);

    /// <summary>The format of a name, or null where it is not known.</summary>
    public static StringFormat? Find(string format) => s_formats.GetValueOrDefault(format);

    private static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsIpv6(string text) =>
        text.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    // What stands after "//" is a host and perhaps a port, not just any characters.
    private static bool HasSoundAuthority(string text)
    {
        int start = text.IndexOf("//", StringComparison.Ordinal);
        if (start < 0 || text.AsSpan(0, start).ContainsAny('/', '?', '#'))
        {
            return true;
        }

        ReadOnlySpan<char> authority = text.AsSpan(start + 2);
        int end = authority.IndexOfAny('/', '?', '#');
        authority = end < 0 ? authority : authority[..end];
        ReadOnlySpan<char> host = authority[(authority.LastIndexOf('@') + 1)..];
        int colon = host.IndexOf(':');
        return !authority.IsEmpty && (colon < 0 || host[(colon + 1)..].IndexOfAnyExceptInRange('0', '9') < 0);
    }

    private static bool IsRegex(string text)
    {
        try
        {
            PatternParser.Parse(text);
            return true;
        }
        catch (PatternSyntaxException)
        {
            return false;
        }
    }
}
