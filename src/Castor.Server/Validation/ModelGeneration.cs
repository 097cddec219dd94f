using System.Globalization;
using Castor.Engines.Catalog;

namespace Castor.Server.Validation;

/// <summary>The generation of a Gemini model, read off its family, as 3 and 6 of <c>gemini-3.6</c>; zeros for all other families.</summary>
internal readonly record struct ModelGeneration(int Major, int Minor)
{
    private const string Prefix = "gemini-";

    /// <summary>Whether the model is a Gemini 2.</summary>
    public bool IsGemini2 => Major == 2;

    /// <summary>The generation of a model.</summary>
    public static ModelGeneration Of(ModelEntry model)
    {
        ReadOnlySpan<char> family = model.Traits.Family;
        if (!family.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return default;
        }

        ReadOnlySpan<char> version = family[Prefix.Length..];
        int dot = version.IndexOf('.');
        ReadOnlySpan<char> major = dot < 0 ? version : version[..dot];
        if (!int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out int majorNumber))
        {
            return default;
        }

        int minorNumber = 0;
        return dot < 0 || int.TryParse(version[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out minorNumber)
            ? new ModelGeneration(majorNumber, minorNumber)
            : default;
    }

    /// <summary>Whether the model is of this generation or a later one.</summary>
    public bool IsAtLeast(int major, int minor = 0) => Major > major || (Major == major && Minor >= minor);
}
