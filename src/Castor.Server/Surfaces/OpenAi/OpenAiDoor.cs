using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Where the dialect is mounted, and which twin is spoken to there; endpoint metadata.</summary>
/// <param name="Prefix">The path in front of <c>chat/completions</c>.</param>
/// <param name="ApiVersion">The API version that refusals name.</param>
/// <param name="IsVertex">Whether it is the endpoint of Vertex AI.</param>
/// <param name="Merged">Whether what either twin takes passes.</param>
internal sealed record OpenAiDoor(string Prefix, string ApiVersion, bool IsVertex = false, bool Merged = false)
{
    /// <summary>The proto package that refusals name types in.</summary>
    public string Package { get; } = IsVertex ? $"google.cloud.aiplatform.{ApiVersion}" : $"google.ai.generativelanguage.{ApiVersion}";

    /// <summary>Whether parameters that the dialect does not have are left aside, not refused.</summary>
    public bool IsLenient => IsVertex || Merged;

    /// <summary>The tag around thoughts where the request names none; Vertex AI sets none.</summary>
    public string? ThoughtTag => IsVertex ? null : "thought";

    /// <summary>The door that a request came through.</summary>
    public static OpenAiDoor Of(HttpContext context) => context.GetEndpoint()!.Metadata.GetMetadata<OpenAiDoor>()!;

    /// <summary>The twin behind the door that a request came through.</summary>
    public static ITwin TwinOf(HttpContext context) => context.GetEndpoint()!.Metadata.GetMetadata<ITwin>()!;
}
