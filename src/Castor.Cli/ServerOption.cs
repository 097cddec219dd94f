using System.CommandLine;

namespace Castor.Cli;

/// <summary>The option that names the address of the server, as the programs of a credentials file will reach it.</summary>
internal static class ServerOption
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--server")
        {
            Description = "The address at which programs reach the server.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://localhost:8420",
        };
        TakeAddressesAlone(option);
        return option;
    }

    /// <summary>Refuses what is no address of a server.</summary>
    public static void TakeAddressesAlone(Option option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !IsAddress(result.Tokens[0].Value))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no address of a server: take one such as http://localhost:8420.");
            }
        });
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/" && uri.Query.Length == 0;
}
