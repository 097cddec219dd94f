namespace Castor.Storage;

/// <summary>The one folder that everything that lasts is kept in, readable by its owner alone.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private DataFolder(string path) => FullPath = path;

    /// <summary>The full path.</summary>
    public string FullPath { get; }

    /// <summary>Opens the folder, making it where it is missing, and makes sure that it can be written.</summary>
    /// <exception cref="DataFolderException">The folder cannot be made or written.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(Path.GetFullPath(path));
        if (File.Exists(folder.FullPath))
        {
            throw new DataFolderException($"The data folder {folder.FullPath} is a file. Name a folder with --data.");
        }

        try
        {
            MakeFolder(folder.FullPath);
            using FileStream probe = new(folder.Combine($".probe-{Environment.ProcessId}"), NewFile(FileMode.Create, FileOptions.DeleteOnClose));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(
                $"The data folder {folder.FullPath} cannot be written: {e.Message.TrimEnd('.')}. Name another with --data.", e);
        }

        return folder;
    }

    /// <summary>The path of a file of the folder.</summary>
    public string Combine(string name) => Path.Combine(FullPath, name);

    /// <summary>Makes an empty file that its owner alone can read, unless it is there already.</summary>
    internal void EnsureFile(string name)
    {
        string path = Combine(name);
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            using FileStream created = new(path, NewFile(FileMode.CreateNew, FileOptions.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster; its file will do.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"{path} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>The text of a file that its owner alone can read, made where it is missing. It is there whole or not at all, and of two processes that make it at once both get the same.</summary>
    /// <exception cref="DataFolderException">The file cannot be read or made.</exception>
    internal string ReadOrMake(string name, Func<string> make)
    {
        string path = Combine(name);
        string draft = Combine($".{name}-{Guid.NewGuid():n}");
        try
        {
            if (!File.Exists(path))
            {
                using (var writer = new StreamWriter(new FileStream(draft, NewFile(FileMode.CreateNew, FileOptions.None))))
                {
                    writer.Write(make());
                }

                MoveUnlessThere(draft, path);
            }

            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"{path} cannot be read or made: {e.Message}", e);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void MoveUnlessThere(string draft, string path)
    {
        try
        {
            File.Move(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster; its file counts.
        }
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFolder);
        }
    }

    private static FileStreamOptions NewFile(FileMode mode, FileOptions options)
    {
        var file = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = options,
        };
        if (!OperatingSystem.IsWindows())
        {
            file.UnixCreateMode = OwnerFile;
        }

        return file;
    }
}
