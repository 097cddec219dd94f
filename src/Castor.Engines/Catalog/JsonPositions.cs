using System.Text.Json;

namespace Castor.Engines.Catalog;

/// <summary>Where each value of a JSON text stands, by paths such as <c>models[2].castor.thinking</c>.</summary>
public sealed class JsonPositions
{
    private readonly byte[] _utf8;
    private readonly Dictionary<string, long> _offsets = new(StringComparer.Ordinal);

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">A text that has been parsed without a mistake.</param>
    public JsonPositions(byte[] utf8)
    {
        _utf8 = utf8;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        Visit(ref reader, "");
    }

    /// <summary>The line and the column in bytes of the value at the path, or of its nearest parent that is there.</summary>
    public (long Line, long Column) Find(string path)
    {
        long offset;
        while (!_offsets.TryGetValue(path, out offset) && path.Length > 0)
        {
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }

        ReadOnlySpan<byte> before = _utf8.AsSpan(0, (int)offset);
        return (before.Count((byte)'\n') + 1, offset - before.LastIndexOf((byte)'\n'));
    }

    private void Visit(ref Utf8JsonReader reader, string path)
    {
        _offsets[path] = reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                Visit(ref reader, path.Length == 0 ? name : $"{path}.{name}");
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                Visit(ref reader, $"{path}[{i}]");
            }
        }
    }
}
