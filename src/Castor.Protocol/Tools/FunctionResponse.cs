using System.Text.Json;

namespace Castor.Protocol;

/// <summary>The result of a function call. <see href="https://ai.google.dev/api/caching#FunctionResponse"/></summary>
public sealed record FunctionResponse : WireMessage
{
    /// <summary>The name of the function that was called.</summary>
    public string? Name { get; init; }

    /// <summary>The result, a JSON object.</summary>
    public JsonElement? Response { get; init; }

    /// <summary>The id of the call that this answers.</summary>
    public string? Id { get; init; }

    /// <summary>Whether more results of the same call follow.</summary>
    public bool? WillContinue { get; init; }

    /// <summary>When a Live model takes up the result.</summary>
    public FunctionResponseScheduling? Scheduling { get; init; }

    /// <summary>Media that belongs to the result.</summary>
    public IReadOnlyList<FunctionResponsePart>? Parts { get; init; }
}
