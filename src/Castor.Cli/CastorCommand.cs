using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Castor.Cli.Bench;
using Castor.Cli.Chat;
using Castor.Cli.Keys;
using Castor.Cli.Migrate;
using Castor.Cli.Models;
using Castor.Cli.OAuthClients;
using Castor.Cli.Scenarios;
using Castor.Cli.Serve;
using Castor.Cli.ServiceAccounts;

namespace Castor.Cli;

/// <summary>The command line.</summary>
internal static partial class CastorCommand
{
    /// <summary>Runs a command. 0: done. 1: the command failed. 2: it was called or set up wrongly.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        ParseResult parsed = Create().Parse(args);
        if (args is [])
        {
            await parsed.InvokeAsync();
            return ExitCode.Misuse;
        }

        if (Complaint(parsed) is { } complaint)
        {
            await Console.Error.WriteLineAsync($"castor: {string.Join(' ', complaint.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))} See '{CommandLine(parsed.CommandResult.Command)} --help'.");
            return ExitCode.Misuse;
        }

        try
        {
            // Ctrl+C and SIGTERM are the host's: it drains what runs before it stops.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception exception) when (Misuse.Explain(exception) is { } line)
        {
            await Console.Error.WriteLineAsync($"castor: {line}");
            return ExitCode.Misuse;
        }
    }

    /// <summary>The first mistake; an unknown word says more than the command that is missing because of it.</summary>
    private static string? Complaint(ParseResult parsed) => parsed.Errors.Count == 0
        ? UnknownOption(parsed) is { } option ? $"Unrecognized command or argument '{option}'." : EmptyValue(parsed)
        : parsed.Errors.Select(e => Plain(e.Message)).OrderBy(m => m.StartsWith("Required command", StringComparison.Ordinal)).FirstOrDefault();

    /// <summary>The parser's own message on a value of another type names a type of .NET.</summary>
    private static string Plain(string message) => UnparsedNumber().Match(message) is { Success: true, Groups: var parts }
        ? $"'{parts["value"]}' is no {(parts["type"].Value is "Double" or "Single" ? "number" : "whole number")}: {parts["option"]} takes one."
        : message;

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for option '(?<option>.*)' as expected type '(System\.Nullable`1\[)?System\.(?<type>U?Int32|U?Int64|Double|Single)\]?'\.$", RegexOptions.Singleline)]
    private static partial Regex UnparsedNumber();

    /// <summary>A word that looks like an option and was taken for an argument, such as the name of a key; behind <c>--</c> any word is an argument.</summary>
    private static string? UnknownOption(ParseResult parsed) => parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash)
        ? null
        : parsed.CommandResult.Tokens.FirstOrDefault(t => t.Type == TokenType.Argument && t.Value is ['-', _, ..])?.Value;

    /// <summary>A value of no characters is what a script makes of a variable that is not set.</summary>
    private static string? EmptyValue(ParseResult parsed) => parsed.CommandResult.Children
        .Where(given => given.Tokens.Any(t => t.Value.Length == 0))
        .Select(given => given is OptionResult { Option: { HelpName: "FILE" or "DIR" or "REV" or "TIER" } option } ? option.Name
            : given is ArgumentResult { Argument: { Name: "OUT" or "FOLDER" or "MODEL" } argument } ? argument.Name : null)
        .FirstOrDefault(name => name is not null) is { } empty ? $"{empty} is empty." : null;

    private static string CommandLine(Command command) =>
        command is RootCommand ? "castor" : $"{CommandLine(command.Parents.OfType<Command>().First())} {command.Name}";

    private static RootCommand Create()
    {
        var root = new RootCommand("Castor: the Gemini API you run yourself.")
        {
            ServeCommand.Create(),
            ChatCommand.Create(),
            KeysCommand.Create(),
            MigrateCommand.Create(),
            ServiceAccountsCommand.Create(),
            OAuthClientsCommand.Create(),
            LoginCommand.Create(),
            ModelsCommand.Create(),
            ScenariosCommand.Create(),
            BenchCommand.Create(),
        };
        HelpWithExamples.Use(root);
        return root;
    }
}
