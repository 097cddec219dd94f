using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Chunks whose bytes are the file's own.</summary>
internal static class RawChunks
{
    /// <summary>A single chunk keeps its bytes; several can only be folded into a unary answer as messages.</summary>
    public static IReadOnlyList<GenerateContentResponse> Of(RawAnswer answer, bool streamed) =>
        [.. answer.Chunks.Select(bytes => Read(bytes) is { } chunk && !streamed && answer.Chunks.Count > 1
            ? chunk
            : (Read(bytes) ?? new GenerateContentResponse()) with { RawJson = bytes })];

    private static GenerateContentResponse? Read(byte[] bytes)
    {
        try
        {
            return WireJson.ReadForeign<GenerateContentResponse>(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
