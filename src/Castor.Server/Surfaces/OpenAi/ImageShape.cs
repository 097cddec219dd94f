using System.Globalization;
using Castor.Protocol;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Tells the shape that a size in pixels is nearest to: models draw shapes, not sizes.</summary>
internal static class ImageShape
{
    private static readonly (string Name, double Ratio)[] s_shapes =
    [
        ("1:1", 1.0), ("2:3", 2.0 / 3), ("3:2", 3.0 / 2), ("3:4", 3.0 / 4), ("4:3", 4.0 / 3), ("4:5", 4.0 / 5), ("5:4", 5.0 / 4),
        ("9:16", 9.0 / 16), ("16:9", 16.0 / 9), ("21:9", 21.0 / 9),
    ];

    /// <summary>The shape of a size such as <c>1024x1792</c>; null where the size is left to the model.</summary>
    /// <exception cref="ApiException">It is no size.</exception>
    public static string? Of(string? size)
    {
        if (size is null or "" or "auto")
        {
            return null;
        }

        string[] sides = size.Split('x');
        if (sides.Length != 2 || !TryRead(sides[0], out int width) || !TryRead(sides[1], out int height))
        {
            throw ApiException.InvalidArgument($"Invalid value at 'size', \"{size}\": width and height in pixels, as 1024x1024.");
        }

        double asked = Math.Log((double)width / height);
        return s_shapes.MinBy(shape => Math.Abs(Math.Log(shape.Ratio) - asked)).Name;
    }

    private static bool TryRead(string side, out int pixels) =>
        int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out pixels) && pixels > 0;
}
