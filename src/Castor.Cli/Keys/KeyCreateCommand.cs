using System.CommandLine;
using System.CommandLine.Parsing;
using Castor.Server.Identity;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary><c>castor keys create</c>: prints the new key alone, so that a script can take it.</summary>
internal static class KeyCreateCommand
{
    private const int LongestName = 63;

    private static readonly Argument<string> s_name = new("NAME") { Description = "A name for people, such as the machine or the program that uses the key." };

    private static readonly Option<string> s_project = ProjectOption.Create("The project that the key belongs to.");

    private static readonly Option<string[]> s_models = List("--models", "MODEL", "Only these models, such as gemini-2.5-flash or 'gemini-2.5-*'.");
    private static readonly Option<string[]> s_methods = List("--methods", "METHOD", "Only these methods, such as generateContent or 'embed*'.");
    private static readonly Option<string[]> s_referrers = List("--referrers", "PAGE", "Only these pages, such as 'example.com/*' or '*.example.com'.");
    private static readonly Option<string[]> s_ips = List("--ips", "ADDRESS", "Only these addresses or ranges, such as 192.0.2.7 or 2001:db8::/32.");

    public static Command Create()
    {
        s_name.Validators.Add(CheckName);
        var command = new DocumentedCommand(
            "create",
            "Make a key. The key alone goes to standard output, this once; only its hash is kept. Lists take commas, or the option several times.",
            "export GEMINI_API_KEY=$(castor keys create laptop)",
            "castor keys create ci --methods generateContent,countTokens --ips 10.0.0.0/8")
        {
            s_name, DataOption.Instance, s_project, s_models, s_methods, s_referrers, s_ips,
        };
        command.Validators.Add(CheckRestrictions);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using ApiKeyStore store = KeyFolder.OpenOrCreate(parsed);
        CreatedApiKey created = store.Create(new NewApiKey
        {
            DisplayName = parsed.GetValue(s_name)!.Trim(),
            Project = parsed.GetValue(s_project)!,
            Restrictions = Restrictions(parsed.CommandResult),
        });
        Console.Out.WriteLine(created.Secret);
        Console.Error.WriteLine($"Made key {created.Key.Id} '{created.Key.DisplayName}'. It is shown this once: keep it safe.");
        return ExitCode.Success;
    }

    private static ApiKeyRestrictions Restrictions(CommandResult result) => new()
    {
        Models = Items(result, s_models),
        Methods = Items(result, s_methods),
        Referrers = Items(result, s_referrers),
        Ips = Items(result, s_ips),
    };

    private static string[] Items(CommandResult result, Option<string[]> option) =>
        [.. (result.GetValue(option) ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static void CheckName(ArgumentResult result)
    {
        string name = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            result.AddError($"A name has 1 to {LongestName} characters and no control characters.");
        }
    }

    private static void CheckRestrictions(CommandResult result)
    {
        foreach (string mistake in KeyPolicy.FindMistakes(Restrictions(result)))
        {
            result.AddError(mistake + ".");
        }
    }

    private static Option<string[]> List(string name, string item, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = item + ",...", DefaultValueFactory = _ => [] };
        option.Validators.Add(result =>
        {
            // An empty list would mean no limit at all, which is never what somebody who types the option wants.
            if (result.Tokens.Any(token => token.Value.AsSpan().Trim(" ,").IsEmpty))
            {
                result.AddError($"{name} needs a value.");
            }
        });
        return option;
    }
}
