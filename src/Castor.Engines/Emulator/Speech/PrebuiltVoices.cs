using System.Collections.Frozen;

namespace Castor.Engines.Emulator.Speech;

/// <summary>The voices that speech models offer by name.</summary>
public static class PrebuiltVoices
{
    private const double Deep = 0.86;
    private const double Middle = 0.93;
    private const double High = 1.12;
    private const double Bright = 1.18;

    /// <summary>In Google's order; pitches and timbres are the emulator's own, no two alike.</summary>
    private static readonly Voice[] s_voices =
    [
        new("Zephyr", 224, Bright), new("Puck", 134, Middle), new("Charon", 98, Deep), new("Kore", 196, High), new("Fenrir", 122, Middle),
        new("Leda", 236, Bright), new("Orus", 104, Deep), new("Aoede", 205, High), new("Callirrhoe", 188, High), new("Autonoe", 216, Bright),
        new("Enceladus", 110, Middle), new("Iapetus", 116, Middle), new("Umbriel", 101, Middle), new("Algieba", 107, Middle), new("Despina", 192, High),
        new("Erinome", 200, High), new("Algenib", 88, Deep), new("Rasalgethi", 113, Deep), new("Laomedeia", 228, Bright), new("Achernar", 240, High),
        new("Alnilam", 119, Deep), new("Schedar", 125, Middle), new("Gacrux", 172, High), new("Pulcherrima", 209, Bright), new("Achird", 131, Middle),
        new("Zubenelgenubi", 94, Deep), new("Vindemiatrix", 180, High), new("Sadachbia", 128, Deep), new("Sadaltager", 137, Middle), new("Sulafat", 184, High),
    ];

    private static readonly FrozenDictionary<string, Voice> s_byName = s_voices.ToFrozenDictionary(v => v.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, such as <c>Kore</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_voices.Select(v => v.Name)];

    /// <summary>The voice of a name, in any case; the default one where there is no such name.</summary>
    internal static Voice Find(string? name) =>
        name is not null && s_byName.TryGetValue(name, out Voice? voice) ? voice : s_byName["Kore"];
}
