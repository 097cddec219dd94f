namespace Castor.Cli;

/// <summary>Writes what holds a secret: to a file that its owner alone can read, or to standard output.</summary>
internal static class SecretFile
{
    /// <summary>Whether a file of that name is there already, which is never written over.</summary>
    public static bool IsTaken(string? path) => path is not null && File.Exists(path);

    public static void Write(string? path, string text)
    {
        if (path is null)
        {
            Console.Out.Write(text);
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
