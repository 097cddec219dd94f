using System.CommandLine;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary><c>castor keys unused</c>: the keys that nobody would miss.</summary>
internal static class KeyUnusedCommand
{
    private static readonly Option<int> s_days = new("--days")
    {
        Description = "How long a key has not been used, or has been there without ever being used.",
        HelpName = "N",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<bool> s_json = new("--json") { Description = "As a JSON array." };

    public static Command Create()
    {
        s_days.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int days) && days is < 1 or > 36_500)
            {
                result.AddError($"'{days}' is no number of days: take 1 or more.");
            }
        });
        var command = new DocumentedCommand(
            "unused",
            "List the keys that were not used for some days, to be deleted.",
            "castor keys unused --days 90",
            "castor keys unused --days 90 | cut -f1 | xargs -n1 castor keys delete")
        {
            s_days, DataOption.Instance, s_json,
        };
        command.SetAction(Run);
        return command;
    }

    /// <summary>The keys whose last use, or else whose making, lies before a moment.</summary>
    internal static IReadOnlyList<ApiKey> UnusedSince(IReadOnlyList<ApiKey> keys, DateTimeOffset moment) =>
        [.. keys.Where(key => (key.LastUsedTime ?? key.CreateTime) < moment)];

    private static int Run(ParseResult parsed)
    {
        using ApiKeyStore store = KeyFolder.OpenExisting(parsed);
        IReadOnlyList<ApiKey> keys = UnusedSince(store.List(), TimeProvider.System.GetUtcNow().AddDays(-parsed.GetValue(s_days)));
        if (parsed.GetValue(s_json))
        {
            Console.Out.WriteLine(KeyJson.Write(keys));
        }
        else
        {
            KeyText.WriteLines(Console.Out, keys);
        }

        return ExitCode.Success;
    }
}
