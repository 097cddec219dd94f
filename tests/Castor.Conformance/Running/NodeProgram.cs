namespace Castor.Conformance.Running;

/// <summary>Runs a copy of a JavaScript program that finds the installed clients.</summary>
internal static class NodeProgram
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    public static async Task<ProcessResult> RunAsync(string file, ScratchFolder folder, IReadOnlyDictionary<string, string> environment)
    {
        string copy = Path.Combine(folder.Path, "js", Path.GetFileName(file));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy);
        File.Copy(RepositoryFolders.SamplePicture, Path.Combine(folder.Path, Path.GetFileName(RepositoryFolders.SamplePicture)));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "node_modules"), Path.Combine(RepositoryFolders.Clients, "node_modules"));
        return await ExternalProgram.RunAsync("node", [copy], folder.Path, environment, s_limit);
    }
}
