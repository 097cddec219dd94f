using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>Width to height of an answered image or video. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<ResponseAspectRatio>))]
public readonly record struct ResponseAspectRatio(string Value) : IOpenEnum<ResponseAspectRatio>
{
    /// <summary><c>ASPECT_RATIO_UNSPECIFIED</c></summary>
    public static ResponseAspectRatio Unspecified => new("ASPECT_RATIO_UNSPECIFIED");

    /// <summary><c>ASPECT_RATIO_ONE_BY_ONE</c></summary>
    public static ResponseAspectRatio OneByOne => new("ASPECT_RATIO_ONE_BY_ONE");

    /// <summary><c>ASPECT_RATIO_TWO_BY_THREE</c></summary>
    public static ResponseAspectRatio TwoByThree => new("ASPECT_RATIO_TWO_BY_THREE");

    /// <summary><c>ASPECT_RATIO_THREE_BY_TWO</c></summary>
    public static ResponseAspectRatio ThreeByTwo => new("ASPECT_RATIO_THREE_BY_TWO");

    /// <summary><c>ASPECT_RATIO_THREE_BY_FOUR</c></summary>
    public static ResponseAspectRatio ThreeByFour => new("ASPECT_RATIO_THREE_BY_FOUR");

    /// <summary><c>ASPECT_RATIO_FOUR_BY_THREE</c></summary>
    public static ResponseAspectRatio FourByThree => new("ASPECT_RATIO_FOUR_BY_THREE");

    /// <summary><c>ASPECT_RATIO_FOUR_BY_FIVE</c></summary>
    public static ResponseAspectRatio FourByFive => new("ASPECT_RATIO_FOUR_BY_FIVE");

    /// <summary><c>ASPECT_RATIO_FIVE_BY_FOUR</c></summary>
    public static ResponseAspectRatio FiveByFour => new("ASPECT_RATIO_FIVE_BY_FOUR");

    /// <summary><c>ASPECT_RATIO_NINE_BY_SIXTEEN</c></summary>
    public static ResponseAspectRatio NineBySixteen => new("ASPECT_RATIO_NINE_BY_SIXTEEN");

    /// <summary><c>ASPECT_RATIO_SIXTEEN_BY_NINE</c></summary>
    public static ResponseAspectRatio SixteenByNine => new("ASPECT_RATIO_SIXTEEN_BY_NINE");

    /// <summary><c>ASPECT_RATIO_TWENTY_ONE_BY_NINE</c></summary>
    public static ResponseAspectRatio TwentyOneByNine => new("ASPECT_RATIO_TWENTY_ONE_BY_NINE");

    /// <summary><c>ASPECT_RATIO_ONE_BY_EIGHT</c></summary>
    public static ResponseAspectRatio OneByEight => new("ASPECT_RATIO_ONE_BY_EIGHT");

    /// <summary><c>ASPECT_RATIO_EIGHT_BY_ONE</c></summary>
    public static ResponseAspectRatio EightByOne => new("ASPECT_RATIO_EIGHT_BY_ONE");

    /// <summary><c>ASPECT_RATIO_ONE_BY_FOUR</c></summary>
    public static ResponseAspectRatio OneByFour => new("ASPECT_RATIO_ONE_BY_FOUR");

    /// <summary><c>ASPECT_RATIO_FOUR_BY_ONE</c></summary>
    public static ResponseAspectRatio FourByOne => new("ASPECT_RATIO_FOUR_BY_ONE");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "ImageResponseFormat.AspectRatio",
    [
        (0, "ASPECT_RATIO_UNSPECIFIED"),
        (1, "ASPECT_RATIO_ONE_BY_ONE"),
        (2, "ASPECT_RATIO_TWO_BY_THREE"),
        (3, "ASPECT_RATIO_THREE_BY_TWO"),
        (4, "ASPECT_RATIO_THREE_BY_FOUR"),
        (5, "ASPECT_RATIO_FOUR_BY_THREE"),
        (6, "ASPECT_RATIO_FOUR_BY_FIVE"),
        (7, "ASPECT_RATIO_FIVE_BY_FOUR"),
        (8, "ASPECT_RATIO_NINE_BY_SIXTEEN"),
        (9, "ASPECT_RATIO_SIXTEEN_BY_NINE"),
        (10, "ASPECT_RATIO_TWENTY_ONE_BY_NINE"),
        (11, "ASPECT_RATIO_ONE_BY_EIGHT"),
        (12, "ASPECT_RATIO_EIGHT_BY_ONE"),
        (13, "ASPECT_RATIO_ONE_BY_FOUR"),
        (14, "ASPECT_RATIO_FOUR_BY_ONE"),
    ]);

    /// <inheritdoc/>
    public static ResponseAspectRatio FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
