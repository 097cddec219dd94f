using System.CommandLine;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary><c>castor keys show</c>: all that is known of one key, which is not the key.</summary>
internal static class KeyShowCommand
{
    private static readonly Argument<string> s_key = KeyArgument.Create();
    private static readonly Option<bool> s_json = new("--json") { Description = "As a JSON object." };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "show",
            "Show what is known of a key: its project, its limits, when it was made and last used. The key itself is not kept.",
            "castor keys show laptop")
        {
            s_key, DataOption.Instance, s_json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using ApiKeyStore store = KeyFolder.OpenExisting(parsed);
        if (KeyArgument.Find(store, parsed.GetValue(s_key)!, _ => true, "key") is not { } key)
        {
            return ExitCode.Failure;
        }

        if (parsed.GetValue(s_json))
        {
            Console.Out.WriteLine(KeyJson.Write(key));
        }
        else
        {
            KeyText.WriteOne(Console.Out, key);
        }

        return ExitCode.Success;
    }
}
