namespace Castor.Conformance.Running;

/// <summary>A folder of one test, gone when the test is over.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("castor-conformance-");

    public string Path => _folder.FullName;

    public void Dispose()
    {
        // A link is removed first, so that what it leads to stays.
        foreach (FileSystemInfo link in _folder.EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is not null).ToArray())
        {
            link.Delete();
        }

        _folder.Delete(recursive: true);
    }
}
