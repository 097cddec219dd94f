using System.Collections.Frozen;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>The few English words that the emulator tells apart when it looks for values and functions in a prompt.</summary>
internal static class English
{
    private static readonly FrozenSet<string> s_stop = Set(
        "a an the this that these those it its i me my mine we us our you your he him his she her they them their there here who whom whose which what when "
        + "where why how is are was were be been being am do does did done doing have has had having will would shall should can could may might must "
        + "and or but if then else so than as at by for from in into of off on onto out over to up with without within about after before between through during "
        + "not no nor only own same too very just also again further once any some each every all both few more most other such please now "
        + "s t don let lets ok okay yes hello hi hey thanks thank i'm i'd i'll it's what's let's don't "
        + "tell give show need want like using use via per etc e g");

    private static readonly FrozenSet<string> s_commands = Set(
        "get set fetch find do make run call execute perform compute calculate check look show tell give list read write create update delete remove add "
        + "search send put post open close start stop turn switch play pause book reserve schedule order buy cancel plan recommend suggest translate convert "
        + "compare divide multiply subtract sum count summarize summarise describe explain classify extract generate name say print draw paint remind invite "
        + "change increase decrease raise lower dim move copy rename save load download upload query ask answer return report note record track log test try "
        + "use help help build format parse analyze analyse identify detect write compose reply respond submit retrieve lookup provide pick choose select "
        + "extract rewrite imagine consider assume suppose repeat roll flip navigate drive fly visit wake ring email mail text message pay transfer withdraw");

    // Verbs and nouns that many functions share, so that one of them in a prompt says little about which is meant.
    private static readonly FrozenSet<string> s_generic = Set(
        "get set fetch find do make run call execute perform compute calculate check look show tell give list read write create update delete remove add "
        + "send put post open close start stop turn use using query ask answer return load save retrieve lookup provide pick choose select new current "
        + "my custom simple function tool api helper handle process data info information value values item items text content string number numbers object "
        + "result results web online internet by for from to in of on and or the a an with");

    private static readonly FrozenSet<string> s_prepositions = Set("in at for to from near of with by about around named called on via as is into against");

    private static readonly FrozenSet<string> s_calendar = Set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december");

    private static readonly FrozenSet<string> s_regions = Set(
        "france germany italy spain portugal japan china india england scotland ireland wales uk usa canada mexico brazil argentina chile peru australia austria "
        + "switzerland belgium netherlands denmark sweden norway finland poland greece turkey egypt kenya nigeria morocco israel korea vietnam thailand "
        + "indonesia singapore malaysia philippines pakistan russia ukraine hungary iceland croatia california texas florida massachusetts washington oregon "
        + "illinois georgia ohio michigan ontario quebec bavaria");

    /// <summary>Whether the word is the name of a day or a month.</summary>
    public static bool IsOfCalendar(string word) => s_calendar.Contains(word.ToLowerInvariant());

    /// <summary>Whether the word often leads up to a value.</summary>
    public static bool IsPreposition(string word) => s_prepositions.Contains(word.ToLowerInvariant());

    /// <summary>Whether the word is a country or state, as in "Paris, France".</summary>
    public static bool IsRegion(string word) => s_regions.Contains(word.ToLowerInvariant());

    /// <summary>Whether the word has no content of its own.</summary>
    public static bool IsStop(string word) => s_stop.Contains(word.ToLowerInvariant());

    /// <summary>Whether the word is a verb that requests start with.</summary>
    public static bool IsCommand(string word) => s_commands.Contains(word.ToLowerInvariant());

    /// <summary>Whether the word says little in the name of a function.</summary>
    public static bool IsGeneric(string word) => s_generic.Contains(word);

    /// <summary>The word in small letters without its ending, so that "dividing", "divides" and "divide" are the same.</summary>
    public static string Stem(string word)
    {
        string stem = word.ToLowerInvariant();
        if (stem.EndsWith("'s", StringComparison.Ordinal))
        {
            stem = stem[..^2];
        }

        if (stem.Length > 4 && stem.EndsWith("ies", StringComparison.Ordinal))
        {
            return stem[..^3] + "i";
        }

        if (stem.Length > 4 && (stem.EndsWith("sses", StringComparison.Ordinal) || stem.EndsWith("xes", StringComparison.Ordinal)
            || stem.EndsWith("ches", StringComparison.Ordinal) || stem.EndsWith("shes", StringComparison.Ordinal)))
        {
            return stem[..^2];
        }

        if (stem.Length > 3 && stem.EndsWith('s') && !stem.EndsWith("ss", StringComparison.Ordinal) && !stem.EndsWith("us", StringComparison.Ordinal)
            && !stem.EndsWith("is", StringComparison.Ordinal))
        {
            stem = stem[..^1];
        }

        foreach (string ending in (ReadOnlySpan<string>)["ing", "ed"])
        {
            int rest = stem.Length - ending.Length;
            if (rest > 2 && stem.EndsWith(ending, StringComparison.Ordinal) && stem.AsSpan(0, rest).ContainsAny("aeiouy"))
            {
                stem = stem[..^ending.Length];
                // "stopping" is of "stop", but "calling" of "call".
                return stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : WithoutE(stem);
            }
        }

        return stem.Length > 2 && stem[^1] == 'y' ? stem[..^1] + "i" : WithoutE(stem);
    }

    private static string WithoutE(string stem) => stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
