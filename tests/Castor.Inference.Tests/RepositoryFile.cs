namespace Castor.Inference.Tests;

internal static class RepositoryFile
{
    private static readonly string s_root = FindRoot();

    public static string Path(string path) => System.IO.Path.Combine(s_root, path);

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Castor.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder;
    }
}
