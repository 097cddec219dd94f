using Castor.Engines.Catalog;

namespace Castor.Engines.Emulator.Media;

/// <summary>
/// What media cost in tokens on one generation of models, as Google's token and media-resolution pages tell. The lists
/// hold the cost unset and at the levels LOW, MEDIUM, HIGH and ULTRA_HIGH.
/// </summary>
internal sealed record MediaCosts
{
    private const int Tile = 258;

    private static readonly MediaCosts s_gemini20 = new() { TilesImages = true, TilesOnVertex = true };

    private static readonly MediaCosts s_gemini25 = new() { TilesOnVertex = true };

    private static readonly MediaCosts s_gemini3 = new()
    {
        Image = [1120, 280, 560, 1120, 2240],
        TilesHighImages = false,
        Frame = [70, 70, 70, 280, 280],
        VideoSecond = 0,
        Page = [560, 280, 560, 1120, 1120],
        PagesAreImages = true,
    };

    private static readonly MediaCosts s_flat = new() { Image = [Tile, Tile, Tile, Tile, Tile], TilesHighImages = false };

    /// <summary>An image, or a tile of one.</summary>
    public int[] Image { get; init; } = [Tile, 66, Tile, Tile, Tile];

    /// <summary>Whether images are cut into tiles.</summary>
    public bool TilesImages { get; init; }

    /// <summary>Whether images are cut into tiles on Vertex AI, the whole image counting as one more.</summary>
    public bool TilesOnVertex { get; init; }

    /// <summary>Whether images are cut into tiles at HIGH.</summary>
    public bool TilesHighImages { get; init; } = true;

    /// <summary>A sampled frame of a video.</summary>
    public int[] Frame { get; init; } = [Tile, 66, Tile, Tile, Tile];

    /// <summary>What a second of video costs beside its frames: 263 with one frame of 258.</summary>
    public int VideoSecond { get; init; } = 5;

    /// <summary>A page of a PDF document.</summary>
    public int[] Page { get; init; } = [Tile, 66, Tile, Tile, Tile];

    /// <summary>Whether pages are told as images rather than as documents.</summary>
    public bool PagesAreImages { get; init; }

    /// <summary>Finds the costs of a model.</summary>
    public static MediaCosts Of(ModelEntry model)
    {
        string family = model.Traits.Family;
        bool makesImages = model.Traits.Output.Count > 1 && model.Traits.Output[1].Value == "IMAGE";
        return makesImages || family.StartsWith("gemma", StringComparison.Ordinal) || model.Traits.EmbeddingDimensions is not null ? s_flat
            : family is "gemini-2.0" ? s_gemini20
            : family is "gemini-2.5" || IsFirstRobotics(model) ? s_gemini25
            : family.StartsWith("gemini-", StringComparison.Ordinal) || family is "antigravity" or "deep-research" ? s_gemini3
            : s_gemini25;
    }

    private static bool IsFirstRobotics(ModelEntry model) => model.Id.StartsWith("gemini-robotics-er-1", StringComparison.Ordinal);
}
