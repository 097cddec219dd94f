namespace Castor.Protocol;

/// <summary>One value of a document's metadata. <see href="https://ai.google.dev/api/generate-content#RetrievedContext"/></summary>
public sealed record CustomMetadata : WireMessage
{
    /// <summary>The key.</summary>
    public string? Key { get; init; }

    /// <summary>A string.</summary>
    public string? StringValue { get; init; }

    /// <summary>Several strings.</summary>
    public StringList? StringListValue { get; init; }

    /// <summary>A number.</summary>
    public float? NumericValue { get; init; }
}
