using System.Text.RegularExpressions;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Matching;

/// <summary>A text to look for, as substring, whole, with wildcards or as a regular expression.</summary>
internal sealed class TextPattern
{
    /// <summary>A regular expression that takes longer than this on one text is called broken.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(250);

    private readonly PatternMode _mode;
    private readonly string _text;
    private readonly StringComparison _comparison;
    private readonly Regex? _regex;

    /// <exception cref="ArgumentException">The text is no regular expression.</exception>
    public TextPattern(PatternMode mode, string text, bool ignoreCase)
    {
        _mode = mode;
        _text = text;
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        Canonical = mode switch
        {
            PatternMode.Regex => $"/{text}/{(ignoreCase ? "i" : "")}",
            PatternMode.Glob => $"{text}{(ignoreCase ? " (ignoring case)" : "")}",
            PatternMode.StartsWith => $"starts with '{text}'{(ignoreCase ? " (ignoring case)" : "")}",
            PatternMode.EndsWith => $"ends with '{text}'{(ignoreCase ? " (ignoring case)" : "")}",
            _ => $"{mode.ToString().ToLowerInvariant()} '{text}'{(ignoreCase ? " (ignoring case)" : "")}",
        };
        if (mode == PatternMode.Regex)
        {
            RegexOptions options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
            _regex = new Regex(text, options, s_patience);
        }
    }

    public string Canonical { get; }

    /// <summary>Whether the pattern is a regular expression that no text escapes.</summary>
    public bool IsRegexForEverything
    {
        get
        {
            try
            {
                // An expression that finds the empty text nearly always finds it in any text; the second rules out anchors at both ends.
                return _regex is not null && _regex.IsMatch("") && _regex.IsMatch("Castor: 1\n\u00e9");
            }
            catch (RegexMatchTimeoutException)
            {
                return false;
            }
        }
    }

    /// <exception cref="ApiException">The regular expression takes too long on this text.</exception>
    public bool IsMatch(string text, CallFacts facts)
    {
        switch (_mode)
        {
            case PatternMode.Contains:
                return text.Contains(_text, _comparison);
            case PatternMode.Equals:
                return text.Equals(_text, _comparison);
            case PatternMode.StartsWith:
                return text.StartsWith(_text, _comparison);
            case PatternMode.EndsWith:
                return text.EndsWith(_text, _comparison);
            case PatternMode.Glob:
                return GlobMatches(_text, text, _comparison == StringComparison.OrdinalIgnoreCase);
            default:
                return RegexMatches(text, facts);
        }
    }

    private bool RegexMatches(string text, CallFacts facts)
    {
        try
        {
            Match match = _regex!.Match(text);
            if (match.Success)
            {
                facts.Captures = match;
            }

            return match.Success;
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ApiException(
                ApiStatus.FailedPrecondition,
                $"The scenario's regular expression /{_text}/ took longer than {s_patience.TotalMilliseconds} ms on this text.");
        }
    }

    /// <summary><c>*</c> stands for any run of characters, <c>?</c> for one.</summary>
    private static bool GlobMatches(string glob, string text, bool ignoreCase)
    {
        int g = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (g < glob.Length && glob[g] == '*')
            {
                star = g++;
                resume = t;
            }
            else if (g < glob.Length && (glob[g] == '?' || Same(glob[g], text[t], ignoreCase)))
            {
                g++;
                t++;
            }
            else if (star >= 0)
            {
                g = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (g < glob.Length && glob[g] == '*')
        {
            g++;
        }

        return g == glob.Length;
    }

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
