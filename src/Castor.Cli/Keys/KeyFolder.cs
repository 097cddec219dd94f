using System.CommandLine;
using Castor.Storage;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary>Opens the keys of the data folder that a command names.</summary>
internal static class KeyFolder
{
    /// <summary>The keys of the folder, which is made where it is missing.</summary>
    /// <exception cref="DataFolderException">The folder cannot be used.</exception>
    public static ApiKeyStore OpenOrCreate(ParseResult parsed) => new(CliDatabase.OpenOrCreate(parsed), TimeProvider.System);

    /// <summary>The keys of a folder that has to be there.</summary>
    /// <exception cref="DataFolderException">The folder is not there, or cannot be used.</exception>
    public static ApiKeyStore OpenExisting(ParseResult parsed) => new(CliDatabase.OpenExisting(parsed), TimeProvider.System);
}
