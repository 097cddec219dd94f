using System.Collections.Frozen;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Usual values of numeric properties, by a word of their name.</summary>
internal static class NumberSamples
{
    private static readonly FrozenDictionary<string, (int Low, int High, int Digits)> s_samples = new Dictionary<string, (int, int, int)>
    {
        ["age"] = (18, 80, 0),
        ["year"] = (1990, 2026, 0),
        ["month"] = (1, 12, 0),
        ["day"] = (1, 28, 0),
        ["days"] = (1, 14, 0),
        ["hour"] = (0, 23, 0),
        ["hours"] = (1, 12, 0),
        ["minute"] = (0, 59, 0),
        ["minutes"] = (5, 90, 0),
        ["seconds"] = (5, 300, 0),
        ["price"] = (5, 200, 2),
        ["cost"] = (5, 200, 2),
        ["amount"] = (5, 200, 2),
        ["total"] = (20, 500, 2),
        ["budget"] = (500, 5000, 0),
        ["salary"] = (30000, 90000, 0),
        ["count"] = (1, 12, 0),
        ["quantity"] = (1, 12, 0),
        ["number"] = (1, 12, 0),
        ["servings"] = (2, 8, 0),
        ["rating"] = (1, 5, 1),
        ["stars"] = (1, 5, 0),
        ["score"] = (50, 100, 0),
        ["percent"] = (5, 95, 0),
        ["percentage"] = (5, 95, 0),
        ["confidence"] = (0, 1, 2),
        ["probability"] = (0, 1, 2),
        ["likelihood"] = (0, 1, 2),
        ["temperature"] = (8, 28, 0),
        ["humidity"] = (30, 80, 0),
        ["latitude"] = (-60, 60, 4),
        ["lat"] = (-60, 60, 4),
        ["longitude"] = (-150, 150, 4),
        ["lng"] = (-150, 150, 4),
        ["lon"] = (-150, 150, 4),
        ["population"] = (20000, 4000000, 0),
        ["distance"] = (1, 50, 1),
        ["height"] = (150, 195, 0),
        ["width"] = (10, 200, 0),
        ["length"] = (10, 200, 0),
        ["weight"] = (50, 95, 1),
        ["calories"] = (120, 650, 0),
        ["id"] = (1000, 9999, 0),
        ["index"] = (0, 9, 0),
        ["page"] = (1, 9, 0),
        ["level"] = (1, 10, 0),
        ["priority"] = (1, 5, 0),
        ["port"] = (1024, 9999, 0),
    }.ToFrozenDictionary();

    /// <summary>A usual value, or null when the name says nothing.</summary>
    public static decimal? Suggest(IReadOnlyList<string> words, bool whole, EmulatorRandom random)
    {
        for (int i = words.Count - 1; i >= 0; i--)
        {
            if (s_samples.TryGetValue(words[i], out (int Low, int High, int Digits) sample))
            {
                decimal value = sample.Low + ((sample.High - sample.Low) * (decimal)random.NextDouble());
                return Math.Round(value, whole ? 0 : sample.Digits);
            }
        }

        return null;
    }
}
