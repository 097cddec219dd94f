using Castor.Engines.Emulator;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>Makes random regular expressions of ECMAScript, valid with the <c>u</c> flag, that some text matches.</summary>
internal sealed class RandomPatterns(EmulatorRandom random)
{
    private static readonly string[] s_atoms =
        ["a", "Z", "7", "é", "\\.", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S", ".", "[a-f]", "[^a-f]", "[\\dA-F]", "[^\\s\\d]", "[-+]", "\\u0041", "\\x42", "\\t", "\\p{L}", "\\p{Nd}", "\\/", "[\\]\\\\]"];

    private static readonly string[] s_counts = ["", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "+?", "{0}"];

    public string Next()
    {
        string body = Alternation(2);
        return random.Next(3) switch
        {
            0 => "^" + Group(body) + "$",
            1 => "^" + Group(body),
            _ => body,
        };
    }

    private string Alternation(int depth) =>
        string.Join('|', Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(_ => Sequence(depth)));

    private string Sequence(int depth) => string.Concat(Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Item(depth)));

    private string Item(int depth)
    {
        string atom = depth > 0 && random.Next(4) == 0 ? Group(Alternation(depth - 1)) : s_atoms[random.Next(s_atoms.Length)];
        return atom + s_counts[random.Next(s_counts.Length)];
    }

    private string Group(string body) => (random.Next(3) switch { 0 => "(", 1 => "(?:", _ => "(?<n" + random.Next(1_000_000_000) + ">" }) + body + ")";
}
