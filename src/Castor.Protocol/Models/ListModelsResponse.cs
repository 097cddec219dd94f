namespace Castor.Protocol;

/// <summary>One page of models. <see href="https://ai.google.dev/api/models#method:-models.list"/></summary>
public sealed record ListModelsResponse : WireMessage
{
    /// <summary>The models.</summary>
    public IReadOnlyList<Model>? Models { get; init; }

    /// <summary>Where the next page starts; absent on the last page.</summary>
    public string? NextPageToken { get; init; }
}
