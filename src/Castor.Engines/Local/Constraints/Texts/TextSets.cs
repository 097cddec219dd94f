using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>Sets of characters.</summary>
internal static class TextSets
{
    /// <summary>All characters; half a surrogate pair is none.</summary>
    public static CodePointSet All { get; } = CodePointSet.Of((0, 0xD7FF), (0xE000, 0x10FFFF));

    /// <summary>The characters that are in both.</summary>
    public static CodePointSet Intersect(CodePointSet a, CodePointSet b) =>
        CodePointSet.Union([a.Negate(), b.Negate()]).Negate();
}
