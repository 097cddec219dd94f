using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Castor.Engines.Scenarios.Yaml;

/// <summary>Composes the values of the documents of a file from the parser's events.</summary>
/// <remarks>
/// The library's own document model is not used: it keeps no limit on what aliases unfold to, nor on depth, and a scenario file may
/// come from anywhere.
/// </remarks>
internal sealed class YamlComposer(string text, ScenarioFindings findings)
{
    private const int MostValues = 200_000;
    private const int Deepest = 64;

    private readonly Parser _parser = new(new StringReader(text));
    private readonly Dictionary<AnchorName, YamlValue?> _anchors = [];
    private int _values;

    /// <summary>The root values of all documents; a mistake of syntax ends them and is told.</summary>
    public static IReadOnlyList<YamlValue> Compose(string text, ScenarioFindings findings)
    {
        var roots = new List<YamlValue>();
        try
        {
            new YamlComposer(text, findings).ReadStream(roots);
        }
        catch (YamlMistakeException mistake)
        {
            findings.Mistake(mistake.Place, mistake.Message);
        }
        catch (YamlException exception)
        {
            findings.Mistake(PlaceOf(exception.Start), $"not YAML: {Sentence(exception.Message)}");
        }

        return roots;
    }

    private void ReadStream(List<YamlValue> roots)
    {
        while (MoveNext())
        {
            switch (_parser.Current)
            {
                case DocumentStart:
                    _anchors.Clear();
                    break;
                case NodeEvent or AnchorAlias:
                    roots.Add(Read(0));
                    break;
            }
        }
    }

    private YamlValue Read(int depth)
    {
        ParsingEvent current = _parser.Current!;
        YamlPlace place = PlaceOf(current.Start);
        if (depth > Deepest)
        {
            throw new YamlMistakeException(place, $"nested deeper than {Deepest} levels");
        }

        if (current is AnchorAlias alias)
        {
            return Resolve(alias, place);
        }

        if (current is not NodeEvent node)
        {
            throw new YamlMistakeException(place, "not YAML: a value is missing here");
        }

        RefuseTag(node, place);
        if (!node.Anchor.IsEmpty)
        {
            // Known but not there yet, so that a value that holds itself is told from an anchor that nobody set.
            _anchors[node.Anchor] = null;
        }

        Count(1, place);
        YamlValue value = node switch
        {
            Scalar scalar => new YamlScalar(place, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadList(place, depth),
            _ => ReadMap(place, depth),
        };
        if (!node.Anchor.IsEmpty)
        {
            _anchors[node.Anchor] = value;
        }

        return value;
    }

    private YamlList ReadList(YamlPlace place, int depth)
    {
        var items = new List<YamlValue>();
        while (Advance() is not SequenceEnd)
        {
            items.Add(Read(depth + 1));
        }

        return new YamlList(place, items);
    }

    private YamlMap ReadMap(YamlPlace place, int depth)
    {
        var entries = new List<YamlEntry>();
        var merged = new List<YamlEntry>();
        var keys = new Dictionary<string, YamlPlace>(StringComparer.Ordinal);
        while (Advance() is not MappingEnd)
        {
            if (Read(depth + 1) is not YamlScalar key)
            {
                throw new YamlMistakeException(PlaceOf(_parser.Current!.Start), "a key is text, not a list or a mapping");
            }

            Advance();
            YamlValue value = Read(depth + 1);
            if (key is { Plain: true, Text: "<<" })
            {
                Merge(value, merged);
            }
            else if (keys.TryAdd(key.Text, key.Place))
            {
                entries.Add(new YamlEntry(key, value));
            }
            else
            {
                findings.Mistake(key.Place, $"'{key.Text}' is there twice; the first is on line {keys[key.Text].Line}");
            }
        }

        foreach (YamlEntry entry in merged)
        {
            if (keys.TryAdd(entry.Key.Text, entry.Key.Place))
            {
                entries.Add(entry);
            }
        }

        return new YamlMap(place, entries);
    }

    private void Merge(YamlValue value, List<YamlEntry> merged)
    {
        switch (value)
        {
            case YamlMap map:
                Count(map.Weight, map.Place);
                merged.AddRange(map.Entries);
                break;
            case YamlList list when list.Items.All(i => i is YamlMap):
                foreach (YamlValue item in list.Items)
                {
                    Merge(item, merged);
                }

                break;
            default:
                findings.Mistake(value.Place, $"'<<' takes a mapping or a list of mappings, not {value.Kind}");
                break;
        }
    }

    private YamlValue Resolve(AnchorAlias alias, YamlPlace place)
    {
        if (!_anchors.TryGetValue(alias.Value, out YamlValue? value))
        {
            throw new YamlMistakeException(place, $"'*{alias.Value}' names an anchor that is not set before");
        }

        if (value is null)
        {
            throw new YamlMistakeException(place, $"'*{alias.Value}' holds itself");
        }

        Count(value.Weight, place);
        return value;
    }

    private void Count(int values, YamlPlace place)
    {
        _values += values;
        if (_values > MostValues)
        {
            throw new YamlMistakeException(place, $"more than {MostValues} values in one file, aliases unfolded");
        }
    }

    private ParsingEvent Advance() =>
        MoveNext() ? _parser.Current! : throw new YamlMistakeException(new YamlPlace(1, 1), "not YAML: the document ends too early");

    private bool MoveNext()
    {
        YamlPlace place = _parser.Current is { } current ? PlaceOf(current.End) : new YamlPlace(1, 1);
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception exception) when (exception is not YamlException and not OutOfMemoryException)
        {
            // On some broken texts the library runs into its own assertions; random files have found several.
            throw new YamlMistakeException(place, "not YAML from here on");
        }
    }

    private static void RefuseTag(NodeEvent node, YamlPlace place)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && node.Tag.Value is not ("tag:yaml.org,2002:str" or "tag:yaml.org,2002:map" or "tag:yaml.org,2002:seq"))
        {
            throw new YamlMistakeException(place, $"the tag '{node.Tag.Value}' is not known here; quote text that is to stay text");
        }
    }

    private static YamlPlace PlaceOf(Mark mark) => new((int)Math.Max(mark.Line, 1), (int)Math.Max(mark.Column, 1));

    private static string Sentence(string message) =>
        message.Length == 0 ? "the parser does not tell why" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.').ReplaceLineEndings(" ");
}
