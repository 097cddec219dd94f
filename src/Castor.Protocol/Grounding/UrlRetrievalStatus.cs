using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>How reading a URL went. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<UrlRetrievalStatus>))]
public readonly record struct UrlRetrievalStatus(string Value) : IOpenEnum<UrlRetrievalStatus>
{
    /// <summary><c>URL_RETRIEVAL_STATUS_UNSPECIFIED</c></summary>
    public static UrlRetrievalStatus Unspecified => new("URL_RETRIEVAL_STATUS_UNSPECIFIED");

    /// <summary><c>URL_RETRIEVAL_STATUS_SUCCESS</c></summary>
    public static UrlRetrievalStatus Success => new("URL_RETRIEVAL_STATUS_SUCCESS");

    /// <summary><c>URL_RETRIEVAL_STATUS_ERROR</c></summary>
    public static UrlRetrievalStatus Error => new("URL_RETRIEVAL_STATUS_ERROR");

    /// <summary><c>URL_RETRIEVAL_STATUS_PAYWALL</c></summary>
    public static UrlRetrievalStatus Paywall => new("URL_RETRIEVAL_STATUS_PAYWALL");

    /// <summary><c>URL_RETRIEVAL_STATUS_UNSAFE</c></summary>
    public static UrlRetrievalStatus Unsafe => new("URL_RETRIEVAL_STATUS_UNSAFE");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "UrlMetadata.UrlRetrievalStatus",
    [
        (0, "URL_RETRIEVAL_STATUS_UNSPECIFIED"),
        (1, "URL_RETRIEVAL_STATUS_SUCCESS"),
        (2, "URL_RETRIEVAL_STATUS_ERROR"),
        (3, "URL_RETRIEVAL_STATUS_PAYWALL"),
        (4, "URL_RETRIEVAL_STATUS_UNSAFE"),
    ]);

    /// <inheritdoc/>
    public static UrlRetrievalStatus FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
