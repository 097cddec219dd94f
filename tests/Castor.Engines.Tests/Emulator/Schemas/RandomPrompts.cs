using System.Text;
using Castor.Engines.Emulator;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>Makes random prompts: what people write, and what they do not.</summary>
internal sealed class RandomPrompts(EmulatorRandom random)
{
    private static readonly string[] s_pieces =
    [
        "weather", "in", "Paris", "and", "Tokyo,", "then", "divide", "10", "by", "2", "the result", "again", "?", ".", "\n", ":", "=", "\"quoted", "text\"", "'", "“", "”", "`",
        "name", "name:", "is", "called", "Ada Lovelace", "a@b.example", "https://example.com/x", "/tmp/a.txt", "-", "-7", "3.5%", "$12", "1,000", "20°C", "02/02/2026", "10:30",
        "5pm", "turn", "off", "on", "not", "without", "tools", "if", "it", "San Francisco, CA", "東京の天気は", "größe", "🙂", "\u0000", "\u2028", "(", "{", "[", "/", "*", "+",
        "don't", "call", "f", "customDivide", "read_file", "two", "twelve", "list", "items", "3 items", "about", "for", "search", "saying", "to", "U.S.", "Q3", "AAPL", "red", "I",
    ];

    public string Next()
    {
        var text = new StringBuilder();
        for (int i = random.Next(30); i > 0; i--)
        {
            text.Append(random.Next(20) == 0 ? char.ConvertFromUtf32(random.Next(0xD800)) : s_pieces[random.Next(s_pieces.Length)]);
            text.Append(random.Next(5) == 0 ? "" : " ");
        }

        return text.ToString();
    }
}
