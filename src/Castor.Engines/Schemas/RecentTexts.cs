using System.Collections.Concurrent;

namespace Castor.Engines.Schemas;

/// <summary>Keeps what was made of texts that come again and again, and forgets all of it when there are too many.</summary>
/// <param name="capacity">How many are kept.</param>
/// <param name="longestText">Longer texts are not kept.</param>
internal sealed class RecentTexts<T>(int capacity, int longestText)
{
    private readonly ConcurrentDictionary<string, T> _known = new(StringComparer.Ordinal);

    /// <summary>What was made of a text, or is made of it now.</summary>
    public T GetOrAdd(string text, Func<string, T> make)
    {
        if (text.Length > longestText)
        {
            return make(text);
        }

        if (_known.TryGetValue(text, out T? known))
        {
            return known;
        }

        if (_known.Count >= capacity)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(text, make);
    }
}
