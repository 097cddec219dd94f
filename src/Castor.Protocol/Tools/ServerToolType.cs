using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>A tool that the service itself runs. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<ServerToolType>))]
public readonly record struct ServerToolType(string Value) : IOpenEnum<ServerToolType>
{
    /// <summary><c>TOOL_TYPE_UNSPECIFIED</c></summary>
    public static ServerToolType Unspecified => new("TOOL_TYPE_UNSPECIFIED");

    /// <summary><c>GOOGLE_SEARCH_WEB</c></summary>
    public static ServerToolType GoogleSearchWeb => new("GOOGLE_SEARCH_WEB");

    /// <summary><c>GOOGLE_SEARCH_IMAGE</c></summary>
    public static ServerToolType GoogleSearchImage => new("GOOGLE_SEARCH_IMAGE");

    /// <summary><c>URL_CONTEXT</c></summary>
    public static ServerToolType UrlContext => new("URL_CONTEXT");

    /// <summary><c>GOOGLE_MAPS</c></summary>
    public static ServerToolType GoogleMaps => new("GOOGLE_MAPS");

    /// <summary><c>FILE_SEARCH</c></summary>
    public static ServerToolType FileSearch => new("FILE_SEARCH");

    /// <summary><c>MEDIA_PROCESSING</c></summary>
    public static ServerToolType MediaProcessing => new("MEDIA_PROCESSING");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "ToolType",
    [
        (0, "TOOL_TYPE_UNSPECIFIED"),
        (1, "GOOGLE_SEARCH_WEB"),
        (2, "GOOGLE_SEARCH_IMAGE"),
        (3, "URL_CONTEXT"),
        (4, "GOOGLE_MAPS"),
        (5, "FILE_SEARCH"),
        (6, "MEDIA_PROCESSING"),
    ]);

    /// <inheritdoc/>
    public static ServerToolType FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
