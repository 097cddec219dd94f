namespace Castor.Protocol.Vertex;

/// <summary>A page of the models of a publisher. <see href="https://cloud.google.com/vertex-ai/docs/reference/rest/v1beta1/publishers.models/list"/></summary>
public sealed record ListPublisherModelsResponse : WireMessage
{
    /// <summary>The models.</summary>
    public IReadOnlyList<PublisherModel>? PublisherModels { get; init; }

    /// <summary>The token of the next page; null at the end.</summary>
    public string? NextPageToken { get; init; }
}
