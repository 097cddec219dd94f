namespace Castor.Protocol.Vertex;

/// <summary>A model of a publisher. <see href="https://cloud.google.com/vertex-ai/docs/reference/rest/v1/publishers.models"/></summary>
public sealed record PublisherModel : WireMessage
{
    /// <summary>The name, <c>publishers/google/models/{model}</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The version.</summary>
    public string? VersionId { get; init; }

    /// <summary>Whether source and weights are open.</summary>
    public string? OpenSourceCategory { get; init; }

    /// <summary>The stage of life, such as <c>GA</c>.</summary>
    public string? LaunchStage { get; init; }

    /// <summary>The name to call it by in a project.</summary>
    public string? PublisherModelTemplate { get; init; }
}
