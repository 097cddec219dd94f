using System.CommandLine;

namespace Castor.Cli.Keys;

/// <summary><c>castor keys</c>: the keys that <c>castor serve --auth keys</c> takes.</summary>
internal static class KeysCommand
{
    public static Command Create() => new DocumentedCommand(
        "keys",
        "Make, list and delete the keys that 'castor serve --auth keys' takes. A running server honours a change at once.",
        "export GEMINI_API_KEY=$(castor keys create laptop)",
        "castor keys create web --models 'gemini-2.5-*' --referrers 'app.example.com/*'",
        "castor keys list",
        "castor keys unused --days 90",
        "castor keys delete laptop")
    {
        KeyCreateCommand.Create(),
        KeyListCommand.Create(),
        KeyShowCommand.Create(),
        KeyForceCommands.CreateDelete(),
        KeyForceCommands.CreateUndelete(),
        KeyUnusedCommand.Create(),
    };
}
