namespace Castor.Protocol;

/// <summary>One streamed piece of a call's arguments (Vertex AI). <see href="https://ai.google.dev/api/caching#FunctionCall"/></summary>
public sealed record PartialArg : WireMessage
{
    /// <summary>Where in the arguments the value belongs.</summary>
    public string? JsonPath { get; init; }

    /// <summary>A number.</summary>
    public double? NumberValue { get; init; }

    /// <summary>A piece of a string.</summary>
    public string? StringValue { get; init; }

    /// <summary>A truth value.</summary>
    public bool? BoolValue { get; init; }

    /// <summary><c>NULL_VALUE</c>.</summary>
    public string? NullValue { get; init; }

    /// <summary>Whether more of this value follows.</summary>
    public bool? WillContinue { get; init; }
}
