using System.CommandLine;
using Castor.Storage;
using Castor.Storage.Sql;

namespace Castor.Cli;

/// <summary>Opens the database of the data folder that a command names.</summary>
internal static class CliDatabase
{
    /// <summary>The database of the folder, which is made where it is missing.</summary>
    /// <exception cref="DataFolderException">The folder cannot be used.</exception>
    public static CastorDatabase OpenOrCreate(ParseResult parsed) => Open(DataOption.Folder(parsed));

    /// <summary>The database of a folder that has to be there: a mistyped one should not look like an empty one.</summary>
    /// <exception cref="DataFolderException">The folder is not there, or cannot be used.</exception>
    public static CastorDatabase OpenExisting(ParseResult parsed)
    {
        string folder = DataOption.Folder(parsed);
        return Directory.Exists(folder) || File.Exists(folder)
            ? Open(folder)
            : throw new DataFolderException($"There is no data folder {folder}. Name another with --data.");
    }

    private static CastorDatabase Open(string folder) => CastorDatabase.Open(DataFolder.Open(folder), TimeProvider.System);
}
