using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Where the dialect is mounted, and which twin is spoken to there; endpoint metadata.</summary>
/// <param name="Prefix">The path in front of <c>chat/completions</c>.</param>
/// <param name="ApiVersion">The API version that refusals name.</param>
/// <param name="IsVertex">Whether it is the endpoint of Vertex AI.</param>
internal sealed record OpenAiDoor(string Prefix, string ApiVersion, bool IsVertex = false)
{
    /// <summary>The proto package that refusals name types in.</summary>
    public string Package { get; } = $"google.ai.generativelanguage.{ApiVersion}";
    /// <summary>The door that a request came through.</summary>
    public static OpenAiDoor Of(HttpContext context) => context.GetEndpoint()!.Metadata.GetMetadata<OpenAiDoor>()!;

    /// <summary>The tag around thoughts where the request names none; Vertex AI sets none.</summary>
    public string? ThoughtTag => IsVertex ? null : "thought";
}
