using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Castor.Engines.Schemas;

/// <summary>The regular expression of a schema: unanchored, as JSON Schema has it.</summary>
internal sealed class SchemaPattern
{
    // The same schema comes again and again, and a matcher costs more than all else of an answer.
    private static readonly RecentTexts<SchemaPattern> s_known = new(capacity: 128, longestText: 256);

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);

    // The linear engine has no bad cases, and a machine that stood still must not make a text one that does not match.
    private static readonly TimeSpan s_linearPatience = TimeSpan.FromSeconds(5);

    private Regex? _regex;

    private SchemaPattern(string source, PatternNode root)
    {
        Source = source;
        Root = root;
        IsAimable = !root.Has(PatternNodeKind.Opaque);
    }

    /// <summary>The expression as it was sent.</summary>
    public string Source { get; }

    /// <summary>The expression as it was read.</summary>
    public PatternNode Root { get; }

    /// <summary>Whether every part can be aimed at: there is no lookaround and no back reference.</summary>
    public bool IsAimable { get; }

    /// <summary>Whether the expression is a choice between a few fixed texts.</summary>
    public bool IsChoiceOfTexts => IsFixed(Root) && Root.MaxLength is > 1 and <= 64;

    /// <summary>Reads an expression.</summary>
    /// <exception cref="PatternSyntaxException">It is no regular expression.</exception>
    public static SchemaPattern Parse(string source) => s_known.GetOrAdd(source, static key => new SchemaPattern(key, PatternParser.Parse(key)));

    /// <summary>Whether the expression is found in the text; the time of a match that may go back is charged to the budget.</summary>
    public bool IsMatch(string text, GenerationBudget? budget = null)
    {
        long start = Stopwatch.GetTimestamp();
        bool found = Finds(text);
        if (budget is not null && (_regex?.Options & RegexOptions.NonBacktracking) == 0)
        {
            // What a machine that stood still adds beyond the patience is not the pattern's.
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            budget.Matching(taken < s_patience ? taken : s_patience);
        }

        return found;
    }

    private bool Finds(string text)
    {
        try
        {
            return Regex().IsMatch(text);
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or ArgumentException)
        {
            return false;
        }
    }

    private static bool IsFixed(PatternNode node)
    {
        if (node.Kind is PatternNodeKind.Opaque or PatternNodeKind.Repeat)
        {
            return false;
        }

        if (node.Kind == PatternNodeKind.Set)
        {
            return node.Characters.Ranges is [(int first, int last)] && first == last;
        }

        foreach (PatternNode child in node.Children)
        {
            if (!IsFixed(child))
            {
                return false;
            }
        }

        return true;
    }

    private Regex Regex()
    {
        if (_regex is not null)
        {
            return _regex;
        }

        if (!IsAimable)
        {
            // Back references count the groups of the source.
            return _regex = new Regex(Source, RegexOptions.CultureInvariant, s_patience);
        }

        string translated = PatternTranslator.Translate(Root);
        try
        {
            return _regex = new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, s_linearPatience);
        }
        catch (NotSupportedException)
        {
            // Large counts make too many states for the linear engine.
            return _regex = new Regex(translated, RegexOptions.CultureInvariant, s_patience);
        }
    }
}
