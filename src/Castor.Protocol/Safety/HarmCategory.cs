using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>A category of harm. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<HarmCategory>))]
public readonly record struct HarmCategory(string Value) : IOpenEnum<HarmCategory>
{
    /// <summary><c>HARM_CATEGORY_UNSPECIFIED</c></summary>
    public static HarmCategory Unspecified => new("HARM_CATEGORY_UNSPECIFIED");

    /// <summary><c>HARM_CATEGORY_DEROGATORY</c></summary>
    public static HarmCategory Derogatory => new("HARM_CATEGORY_DEROGATORY");

    /// <summary><c>HARM_CATEGORY_TOXICITY</c></summary>
    public static HarmCategory Toxicity => new("HARM_CATEGORY_TOXICITY");

    /// <summary><c>HARM_CATEGORY_VIOLENCE</c></summary>
    public static HarmCategory Violence => new("HARM_CATEGORY_VIOLENCE");

    /// <summary><c>HARM_CATEGORY_SEXUAL</c></summary>
    public static HarmCategory Sexual => new("HARM_CATEGORY_SEXUAL");

    /// <summary><c>HARM_CATEGORY_MEDICAL</c></summary>
    public static HarmCategory Medical => new("HARM_CATEGORY_MEDICAL");

    /// <summary><c>HARM_CATEGORY_DANGEROUS</c></summary>
    public static HarmCategory Dangerous => new("HARM_CATEGORY_DANGEROUS");

    /// <summary><c>HARM_CATEGORY_HARASSMENT</c></summary>
    public static HarmCategory Harassment => new("HARM_CATEGORY_HARASSMENT");

    /// <summary><c>HARM_CATEGORY_HATE_SPEECH</c></summary>
    public static HarmCategory HateSpeech => new("HARM_CATEGORY_HATE_SPEECH");

    /// <summary><c>HARM_CATEGORY_SEXUALLY_EXPLICIT</c></summary>
    public static HarmCategory SexuallyExplicit => new("HARM_CATEGORY_SEXUALLY_EXPLICIT");

    /// <summary><c>HARM_CATEGORY_DANGEROUS_CONTENT</c></summary>
    public static HarmCategory DangerousContent => new("HARM_CATEGORY_DANGEROUS_CONTENT");

    /// <summary><c>HARM_CATEGORY_CIVIC_INTEGRITY</c></summary>
    public static HarmCategory CivicIntegrity => new("HARM_CATEGORY_CIVIC_INTEGRITY");

    /// <summary><c>HARM_CATEGORY_JAILBREAK</c></summary>
    public static HarmCategory Jailbreak => new("HARM_CATEGORY_JAILBREAK");

    /// <summary><c>HARM_CATEGORY_IMAGE_HATE</c></summary>
    public static HarmCategory ImageHate => new("HARM_CATEGORY_IMAGE_HATE");

    /// <summary><c>HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT</c></summary>
    public static HarmCategory ImageDangerousContent => new("HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT");

    /// <summary><c>HARM_CATEGORY_IMAGE_HARASSMENT</c></summary>
    public static HarmCategory ImageHarassment => new("HARM_CATEGORY_IMAGE_HARASSMENT");

    /// <summary><c>HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT</c></summary>
    public static HarmCategory ImageSexuallyExplicit => new("HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "HarmCategory",
    [
        (0, "HARM_CATEGORY_UNSPECIFIED"),
        (1, "HARM_CATEGORY_DEROGATORY"),
        (2, "HARM_CATEGORY_TOXICITY"),
        (3, "HARM_CATEGORY_VIOLENCE"),
        (4, "HARM_CATEGORY_SEXUAL"),
        (5, "HARM_CATEGORY_MEDICAL"),
        (6, "HARM_CATEGORY_DANGEROUS"),
        (7, "HARM_CATEGORY_HARASSMENT"),
        (8, "HARM_CATEGORY_HATE_SPEECH"),
        (9, "HARM_CATEGORY_SEXUALLY_EXPLICIT"),
        (10, "HARM_CATEGORY_DANGEROUS_CONTENT"),
        (11, "HARM_CATEGORY_CIVIC_INTEGRITY"),
        (12, "HARM_CATEGORY_JAILBREAK"),
        (13, "HARM_CATEGORY_IMAGE_HATE"),
        (14, "HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT"),
        (15, "HARM_CATEGORY_IMAGE_HARASSMENT"),
        (16, "HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT"),
    ]);

    /// <inheritdoc/>
    public static HarmCategory FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
