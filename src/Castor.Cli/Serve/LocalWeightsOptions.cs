using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Castor.Engines.Local;

namespace Castor.Cli.Serve;

/// <summary>The options of <c>castor serve</c> that say which models local weights answer for, and what they may take of the machine.</summary>
internal static class LocalWeightsOptions
{
    private const string Forever = "forever";

    private static readonly Option<string[]> s_serve = new("--serve")
    {
        Description = "Have local weights answer for a model: a path or a name of 'castor models list'; may be given several times.",
        HelpName = "NAME=WEIGHTS",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<int?> s_threads = new Option<int?>("--threads") { Description = "Threads that local weights are computed with; all cores by default.", HelpName = "N" }.AtLeast(1);

    private static readonly Option<int?> s_context = new Option<int?>("--context") { Description = "The most tokens of prompt and answer on local weights; what the model was made for by default.", HelpName = "N" }.AtLeast(1);

    private static readonly Option<string> s_kv = KvOption.Create();

    private static readonly Option<TimeSpan?> s_keep = new("--keep")
    {
        Description = "How long weights stay in memory after their last use, such as 90s or 2h; 30m by default.",
        HelpName = "TIME|forever",
        CustomParser = result => ReadKeep(result.Tokens[0].Value) ?? Fail<TimeSpan?>(result, $"'{result.Tokens[0].Value}' is no time: take one such as 90s, 30m, 2h or forever."),
    };

    private static readonly Option<long?> s_memory = new("--memory")
    {
        Description = "The most memory of all local weights together, such as 800MB or 12GB; all of the machine's by default.",
        HelpName = "SIZE",
        CustomParser = result => ReadSize(result.Tokens[0].Value) ?? Fail<long?>(result, $"'{result.Tokens[0].Value}' is no size: take one such as 800MB or 12GB."),
    };

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        s_serve.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(t => !t.Value.Contains('=', StringComparison.Ordinal) || t.Value.StartsWith('=') || t.Value.EndsWith('=')))
            {
                result.AddError($"'{token.Value}' is not NAME=WEIGHTS, such as gemini-2.5-flash=gemma-3-4b-it.");
            }

            foreach (string twice in result.Tokens.Select(t => t.Value.Split('=')[0]).GroupBy(name => name).Where(g => g.Count() > 1).Select(g => g.Key))
            {
                result.AddError($"--serve names '{twice}' twice.");
            }
        });
        foreach (Option option in (Option[])[s_serve, s_threads, s_context, s_kv, s_keep, s_memory])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Which weights answer for which model.</summary>
    public static Dictionary<string, string> Served(ParseResult parsed) =>
        parsed.GetValue(s_serve)!.Select(served => served.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>How weights are run.</summary>
    public static LocalOptions Read(ParseResult parsed)
    {
        var defaults = new LocalOptions();
        return new LocalOptions
        {
            Threads = parsed.GetValue(s_threads) ?? defaults.Threads,
            ContextLength = parsed.GetValue(s_context),
            KvType = KvOption.Read(parsed, s_kv),
            KeepFor = parsed.GetValue(s_keep) ?? defaults.KeepFor,
            MemoryBytes = parsed.GetValue(s_memory) ?? defaults.MemoryBytes,
        };
    }

    private static TimeSpan? ReadKeep(string text) => text == Forever ? Timeout.InfiniteTimeSpan : ReadNumber(text, ("s", 1), ("m", 60), ("h", 3600)) switch
    {
        > 0 and <= 365 * 86_400 and { } seconds => TimeSpan.FromSeconds(seconds),
        _ => null,
    };

    // Powers of 1,000 as 'castor models' tells sizes, and of 1,024 where that is written.
    private static long? ReadSize(string text) =>
        ReadNumber(text, ("GiB", 1L << 30), ("MiB", 1L << 20), ("GB", 1e9), ("MB", 1e6)) is > 0 and < long.MaxValue and { } bytes ? (long)bytes : null;

    private static double? ReadNumber(string text, params ReadOnlySpan<(string Unit, double Factor)> units)
    {
        foreach ((string unit, double factor) in units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return number * factor;
            }
        }

        return null;
    }

    private static T? Fail<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
