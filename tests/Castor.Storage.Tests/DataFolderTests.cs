namespace Castor.Storage.Tests;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Open_AMissingFolder_MakesItForItsOwnerAlone()
    {
        DataFolder folder = DataFolder.Open(_parent.Combine("a/b"));
        Assert.Equal("rwx------", Mode(folder.FullPath));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullPath));
    }

    [Fact]
    public void EnsureFile_AMissingFile_MakesItForItsOwnerAlone()
    {
        DataFolder folder = DataFolder.Open(_parent.Combine("data"));
        folder.EnsureFile("x");
        folder.EnsureFile("x");
        Assert.Equal("rw-------", Mode(folder.Combine("x")));
    }

    [Fact]
    public void Open_AFile_SaysSo()
    {
        File.WriteAllText(_parent.Combine("file"), "");
        DataFolderException refusal = Assert.Throws<DataFolderException>(() => DataFolder.Open(_parent.Combine("file")));
        Assert.Contains("is a file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AFolderBelowAFile_SaysSoInOneLine()
    {
        File.WriteAllText(_parent.Combine("file"), "");
        DataFolderException refusal = Assert.Throws<DataFolderException>(() => DataFolder.Open(_parent.Combine("file/data")));
        Assert.Contains("cannot be written", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Open_AFolderThatNobodyCanWrite_SaysSoInOneLine()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "There is no /proc here.");
        DataFolderException refusal = Assert.Throws<DataFolderException>(() => DataFolder.Open("/proc"));
        Assert.Contains("The data folder /proc cannot be written", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Open_AReadOnlyFolder_SaysSoInOneLine()
    {
        Assert.SkipWhen(Environment.UserName == "root", "Root writes whatever the mode.");
        string path = _parent.Combine("locked");
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        DataFolderException refusal = Assert.Throws<DataFolderException>(() => DataFolder.Open(path));
        Assert.Contains("cannot be written", refusal.Message, StringComparison.Ordinal);
    }

    private static string Mode(string path)
    {
        UnixFileMode mode = File.GetUnixFileMode(path);
        return string.Concat("rwxrwxrwx".Select((c, i) => ((int)mode & (0b100_000_000 >> i)) != 0 ? c : '-'));
    }
}
