namespace Castor.Protocol.Json.FrontEnd;

/// <summary>The entries of a map field; where the map was sent twice, the later entry of a key counts.</summary>
/// <param name="text">The parsed text.</param>
/// <param name="violations">Takes what is wrong.</param>
internal sealed class MapBinder(JsonText text, Violations violations)
{
    private readonly Dictionary<string, int> _indexOfKey = new(StringComparer.Ordinal);

    /// <summary>Each entry's key, value and place.</summary>
    public List<(string Key, int Token, Element Entry)> Entries { get; } = [];

    public void Add(FieldDescriptor field, int objectToken, Element owner)
    {
        Element list = owner.List(field);
        HashSet<string> keys = [];
        int end = text.Next(objectToken);
        for (int key = objectToken + 1; key + 1 < end; key = text.Next(key + 1))
        {
            string name = text.GetString(key);
            if (!keys.Add(name))
            {
                violations.InvalidName(text[key].Start, list, name, $"Repeated map key: '{Echo.Cut(name)}' is already set.");
                continue;
            }

            (string, int, Element) entry = (name, key + 1, list.Message(field));
            if (_indexOfKey.TryAdd(name, Entries.Count))
            {
                Entries.Add(entry);
            }
            else
            {
                Entries[_indexOfKey[name]] = entry;
            }
        }
    }

    /// <summary>Notes that a value is a list, and that none of its items has a name.</summary>
    public void RefuseList(string key, int token, Element value)
    {
        violations.InvalidValue(text[token].Start, value, "Map", $"Cannot have repeated items ('{Echo.Cut(key)}') within a map.");
        int end = text.Next(token);
        for (int item = token + 1; item < end; item = text.Next(item))
        {
            violations.InvalidName(text[item].Start, value, "", "Proto fields must have a name.");
        }
    }
}
