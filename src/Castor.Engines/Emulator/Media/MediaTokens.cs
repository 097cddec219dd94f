using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Media;

/// <summary>The tokens of one piece of media, by modality: a video with sound has two.</summary>
internal readonly record struct MediaTokens(int Text, int Image, int Video, int Audio, int Document)
{
    private const int Tile = 258;
    private const int AudioSecond = 32;
    private const int VideoSecond = 263;

    /// <summary>Counts a part's media.</summary>
    public static MediaTokens Count(ReadOnlyMemory<byte> data, string mimeType, Part part, MediaResolution? resolution, ModelEntry model)
    {
        if (mimeType.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        {
            return new MediaTokens(0, Tile, 0, 0, 0);
        }

        if (mimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase))
        {
            return new MediaTokens(0, 0, 0, AudioSecond, 0);
        }

        if (mimeType.StartsWith("video/", StringComparison.OrdinalIgnoreCase))
        {
            return new MediaTokens(0, 0, VideoSecond, 0, 0);
        }

        return new MediaTokens(0, 0, 0, 0, Tile);
    }
}
