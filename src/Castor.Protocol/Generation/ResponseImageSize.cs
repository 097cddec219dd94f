using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>The size of an answered image. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<ResponseImageSize>))]
public readonly record struct ResponseImageSize(string Value) : IOpenEnum<ResponseImageSize>
{
    /// <summary><c>IMAGE_SIZE_UNSPECIFIED</c></summary>
    public static ResponseImageSize Unspecified => new("IMAGE_SIZE_UNSPECIFIED");

    /// <summary><c>IMAGE_SIZE_FIVE_TWELVE</c></summary>
    public static ResponseImageSize FiveTwelve => new("IMAGE_SIZE_FIVE_TWELVE");

    /// <summary><c>IMAGE_SIZE_ONE_K</c></summary>
    public static ResponseImageSize OneK => new("IMAGE_SIZE_ONE_K");

    /// <summary><c>IMAGE_SIZE_TWO_K</c></summary>
    public static ResponseImageSize TwoK => new("IMAGE_SIZE_TWO_K");

    /// <summary><c>IMAGE_SIZE_FOUR_K</c></summary>
    public static ResponseImageSize FourK => new("IMAGE_SIZE_FOUR_K");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "ImageResponseFormat.ImageSize",
    [
        (0, "IMAGE_SIZE_UNSPECIFIED"),
        (1, "IMAGE_SIZE_FIVE_TWELVE"),
        (2, "IMAGE_SIZE_ONE_K"),
        (3, "IMAGE_SIZE_TWO_K"),
        (4, "IMAGE_SIZE_FOUR_K"),
    ]);

    /// <inheritdoc/>
    public static ResponseImageSize FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
