using System.Text.Json;

namespace Castor.Protocol;

/// <summary>A function that the client can run. <see href="https://ai.google.dev/api/caching#FunctionDeclaration"/></summary>
public sealed record FunctionDeclaration : WireMessage
{
    /// <summary>At most 64 of letters, digits, <c>_</c>, <c>:</c>, <c>.</c> and <c>-</c>.</summary>
    public string? Name { get; init; }

    /// <summary>What the function does.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a Live model waits for the result.</summary>
    public FunctionBehavior? Behavior { get; init; }

    /// <summary>The parameters, as an API schema of type OBJECT.</summary>
    public Schema? Parameters { get; init; }

    /// <summary>The parameters, as JSON Schema; excludes <c>parameters</c>.</summary>
    public JsonElement? ParametersJsonSchema { get; init; }

    /// <summary>The result, as an API schema.</summary>
    public Schema? Response { get; init; }

    /// <summary>The result, as JSON Schema; excludes <c>response</c>.</summary>
    public JsonElement? ResponseJsonSchema { get; init; }
}
