namespace Castor.Protocol;

/// <summary>One quota that is used up. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record QuotaViolation : WireMessage
{
    /// <summary>Whose quota it is.</summary>
    public string? Subject { get; init; }

    /// <summary>What was exceeded.</summary>
    public string? Description { get; init; }

    /// <summary>The metric.</summary>
    public string? QuotaMetric { get; init; }

    /// <summary>The id of the quota.</summary>
    public string? QuotaId { get; init; }

    /// <summary>What the quota counts by.</summary>
    public IReadOnlyDictionary<string, string>? QuotaDimensions { get; init; }

    /// <summary>The limit.</summary>
    public string? QuotaValue { get; init; }
}
