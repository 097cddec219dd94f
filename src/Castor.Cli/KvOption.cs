using System.CommandLine;
using Castor.Inference.KvCaches;

namespace Castor.Cli;

/// <summary>The option that says how keys and values are stored.</summary>
internal static class KvOption
{
    private static readonly string[] s_names = ["f16", "q8_0"];

    public static Option<string> Create()
    {
        var option = new Option<string>("--kv")
        {
            Description = "How keys and values are stored: q8_0 takes a little more than half the memory.",
            HelpName = string.Join('|', s_names),
            DefaultValueFactory = _ => s_names[0],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !s_names.Contains(result.Tokens[0].Value))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no way to store keys and values: take {string.Join(" or ", s_names)}.");
            }
        });
        return option;
    }

    /// <summary>What was chosen.</summary>
    public static KvCacheType Read(ParseResult parsed, Option<string> option) => parsed.GetValue(option) == s_names[1] ? KvCacheType.Q8_0 : KvCacheType.F16;

    /// <summary>The name that the option takes.</summary>
    public static string NameOf(KvCacheType type) => s_names[(int)type];
}
