using System.CommandLine;
using Castor.Storage;
using Castor.Storage.Keys;
using Castor.Storage.Sql;

namespace Castor.Cli.Keys;

/// <summary>Opens the keys of the data folder that a command names.</summary>
internal static class KeyFolder
{
    /// <summary>The keys of the folder, which is made where it is missing.</summary>
    /// <exception cref="DataFolderException">The folder cannot be used.</exception>
    public static ApiKeyStore OpenOrCreate(ParseResult parsed) => Open(DataOption.Folder(parsed));

    /// <summary>The keys of a folder that has to be there: a mistyped one should not look like an empty one.</summary>
    /// <exception cref="DataFolderException">The folder is not there, or cannot be used.</exception>
    public static ApiKeyStore OpenExisting(ParseResult parsed)
    {
        string folder = DataOption.Folder(parsed);
        return Directory.Exists(folder) || File.Exists(folder)
            ? Open(folder)
            : throw new DataFolderException($"There is no data folder {folder}. Name another with --data.");
    }

    private static ApiKeyStore Open(string folder) =>
        new(CastorDatabase.Open(DataFolder.Open(folder), TimeProvider.System), TimeProvider.System);
}
