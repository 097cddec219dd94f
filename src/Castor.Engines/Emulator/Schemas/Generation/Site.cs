namespace Castor.Engines.Emulator.Schemas;

/// <summary>The place of a value in the instance that is being made.</summary>
internal sealed class Site
{
    private Site(Site? parent, string path, string name)
    {
        Parent = parent;
        Path = path;
        Name = name;
        bool same = parent is not null && ReferenceEquals(parent.Name, name);
        Words = same ? parent!.Words : NameWords.Split(name);
        Stems = same ? parent!.Stems : NameWords.Stems(Words);
        Depth = parent is null ? 0 : parent.Depth + 1;
        IsMinimal = parent?.IsMinimal ?? false;
        IsRetry = parent?.IsRetry ?? false;
    }

    public Site? Parent { get; }

    /// <summary>The path of the value, for the texts of errors.</summary>
    public string Path { get; }

    /// <summary>The name of the nearest property; empty at the root.</summary>
    public string Name { get; }

    /// <summary>The words of the name.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The stems of the words.</summary>
    public IReadOnlyList<string> Stems { get; }

    public int Depth { get; }

    /// <summary>The place in the nearest array; -1 outside of arrays.</summary>
    public int Index { get; private init; } = -1;

    /// <summary>Whether the value itself is the item of an array.</summary>
    public bool IsItem { get; private init; }

    /// <summary>Whether the value has to be there.</summary>
    public bool IsRequired { get; set; }

    /// <summary>Whether only what is required is made: so deep in a recursion, or so far into a large value.</summary>
    public bool IsMinimal { get; set; }

    /// <summary>Whether what the prompt and the examples suggest was tried before and did not do.</summary>
    public bool IsRetry { get; set; }

    /// <summary>Of an array: the list of the prompt that its first item came from.</summary>
    public int? List { get; set; }

    /// <summary>The number given to the property before its siblings were made.</summary>
    public decimal? Assigned { get; set; }

    /// <summary>What the value is about, from the schema.</summary>
    public string? Description { get; set; }

    /// <summary>Where lists of samples are entered, so that each seed has its own place, and each array inside an array.</summary>
    public int Offset { get; private init; }

    /// <summary>The place of the whole value.</summary>
    public static Site Root(EmulatorRandom random) => new(null, "", "") { Offset = random.Next(1_000) };

    /// <summary>A place of which only the name matters.</summary>
    public static Site Named(string name) => new(null, "", name);

    /// <summary>Whether the name has one of the words.</summary>
    public bool Says(params ReadOnlySpan<string> wanted)
    {
        foreach (string word in Words)
        {
            if (wanted.IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public Site Property(string name) => new(this, Path.Length == 0 ? name : Path + "." + name, name) { Index = Index, Offset = Offset };

    public Site Item(int index) => new(this, Path + "[" + index + "]", Name) { Index = index, IsItem = true, Offset = Offset + (3 * (Index + 1)) };
}
