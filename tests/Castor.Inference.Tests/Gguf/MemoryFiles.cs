using Castor.Inference.Gguf;

namespace Castor.Inference.Tests.Gguf;

/// <summary>Opens files that lie in guarded memory.</summary>
internal sealed class MemoryFiles : IDisposable
{
    private readonly List<IDisposable> _opened = [];
    private readonly Dictionary<string, byte[]> _parts = [];

    public MemoryFiles Add(string path, byte[] bytes)
    {
        _parts[path] = bytes;
        return this;
    }

    public GgufFile Open(RawGguf file) => Add("model.gguf", file.ToArray()).Open("model.gguf");

    public GgufFile Open(string path)
    {
        var file = GgufFile.Open(path, Map);
        _opened.Add(file);
        return file;
    }

    /// <summary>The message of the error that opening a file ends with.</summary>
    public string Refusal(RawGguf file) => Assert.Throws<GgufException>(() => Open(file)).Message;

    public void Dispose()
    {
        foreach (IDisposable opened in _opened)
        {
            opened.Dispose();
        }
    }

    private GgufMemory Map(string path)
    {
        byte[] bytes = _parts.TryGetValue(path, out byte[]? part) ? part : throw new FileNotFoundException("There is no such file.", path);
        var memory = new GuardedMemory(bytes.Length);
        _opened.Add(memory);
        return memory.Place(path, bytes);
    }
}
