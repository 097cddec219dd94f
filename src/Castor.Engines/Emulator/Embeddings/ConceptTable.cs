using System.Collections.Frozen;
using System.Text;

namespace Castor.Engines.Emulator.Embeddings;

/// <summary>What common words mean: the concepts and topics of <c>Concepts.txt</c>, found by stem.</summary>
internal static class ConceptTable
{
    private static readonly FrozenDictionary<string, Meaning[]> s_meanings = Load();

    private static readonly FrozenDictionary<string, Meaning[]>.AlternateLookup<ReadOnlySpan<char>> s_byStem =
        s_meanings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The meanings of a stem; none for most.</summary>
    public static ReadOnlySpan<Meaning> Find(ReadOnlySpan<char> stem) => s_byStem.TryGetValue(stem, out Meaning[]? meanings) ? meanings : [];

    private static FrozenDictionary<string, Meaning[]> Load()
    {
        var meanings = new Dictionary<string, List<Meaning>>(StringComparer.Ordinal);
        using Stream stream = typeof(ConceptTable).Assembly.GetManifestResourceStream("Concepts.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        ulong topic = 0;
        Span<char> stem = stackalloc char[WordStem.MaxLength];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                topic = Hash("topic", line);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                var meaning = new Meaning(Hash("concept", line), topic);
                foreach (string word in line.Split(' '))
                {
                    string key = WordStem.Write(word, stem).ToString();
                    List<Meaning> known = meanings.TryGetValue(key, out List<Meaning>? list) ? list : meanings[key] = [];
                    if (!known.Contains(meaning))
                    {
                        known.Add(meaning);
                    }
                }
            }
        }

        return meanings.ToFrozenDictionary(m => m.Key, m => m.Value.ToArray(), StringComparer.Ordinal);
    }

    private static ulong Hash(string kind, string name)
    {
        var hash = new StableHash();
        hash.Add(kind);
        hash.Add(name);
        return hash.Value;
    }

    /// <summary>One meaning of a word.</summary>
    /// <param name="Concept">The feature that it shares with words of nearly the same meaning.</param>
    /// <param name="Topic">The feature that it shares with words of the same field.</param>
    internal readonly record struct Meaning(ulong Concept, ulong Topic);
}
