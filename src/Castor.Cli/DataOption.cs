using System.CommandLine;

namespace Castor.Cli;

/// <summary>The option that names the data folder, the same in every command.</summary>
internal static class DataOption
{
    public static readonly Option<string> Instance = new("--data")
    {
        Description = "The folder that holds all that lasts.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "~/.castor",
    };

    /// <summary>The full path of the folder, with a leading <c>~</c> taken for the home folder.</summary>
    public static string Folder(ParseResult parsed)
    {
        string folder = parsed.GetValue(Instance)!;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.GetFullPath(folder is "~" || folder.StartsWith("~/", StringComparison.Ordinal) ? home + folder[1..] : folder);
    }
}
