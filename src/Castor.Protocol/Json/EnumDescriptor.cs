using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Castor.Protocol.Json;

/// <summary>The published names and numbers of one enumeration.</summary>
public sealed class EnumDescriptor
{
    private readonly FrozenSet<string> _known;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _knownBySpan;
    private readonly FrozenDictionary<int, string> _names;
    private readonly FrozenDictionary<string, string> _knownInAnyCase;
    private readonly FrozenDictionary<string, int> _numbers;

    /// <summary>Describes an enumeration.</summary>
    /// <param name="protoName">The name within the API's proto package, nested names joined by dots.</param>
    /// <param name="values">Number and name of each value.</param>
    public EnumDescriptor(string protoName, ReadOnlySpan<(int Number, string Name)> values)
    {
        ProtoName = protoName;
        _known = values.ToArray().Select(v => v.Name).ToFrozenSet();
        _knownBySpan = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        _knownInAnyCase = _known.ToFrozenDictionary(v => v, StringComparer.OrdinalIgnoreCase);
        _numbers = values.ToArray().ToFrozenDictionary(v => v.Name, v => v.Number);
        _names = values.ToArray().ToFrozenDictionary(v => v.Number, v => v.Name);
    }

    /// <summary>The name within the API's proto package.</summary>
    public string ProtoName { get; }

    /// <summary>The known names.</summary>
    public IReadOnlyCollection<string> Names => _known;

    /// <summary>Whether the name is known; case counts.</summary>
    public bool Knows(string name) => _known.Contains(name);

    /// <summary>Finds the shared string of a known name without allocating.</summary>
    public bool TryIntern(ReadOnlySpan<char> name, [NotNullWhen(true)] out string? interned) =>
        _knownBySpan.TryGetValue(name, out interned);

    /// <summary>Finds the known name that a client means in other letters: any ASCII case, hyphens for underscores.</summary>
    public bool TryNormalize(string name, [NotNullWhen(true)] out string? known)
    {
        known = null;
        return Ascii.IsValid(name) && _knownInAnyCase.TryGetValue(name.Replace('-', '_'), out known);
    }

    /// <summary>The name of a number.</summary>
    public bool TryGetName(int number, [NotNullWhen(true)] out string? name) => _names.TryGetValue(number, out name);

    /// <summary>The number of a name.</summary>
    public bool TryGetNumber(string name, out int number) => _numbers.TryGetValue(name, out number);
}
