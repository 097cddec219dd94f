namespace Castor.Server.Tests;

/// <summary>Finds files of the repository from where the tests run.</summary>
internal static class RepositoryRoot
{
    private static readonly string s_path = Find();

    public static string File(string path) => Path.Combine(s_path, path);

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Castor.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder;
    }
}
