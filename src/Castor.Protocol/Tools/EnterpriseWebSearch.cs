namespace Castor.Protocol;

/// <summary>Search grounding for enterprises (Vertex AI).</summary>
public sealed record EnterpriseWebSearch : WireMessage
{
    /// <summary>Domains that no result may come from.</summary>
    public IReadOnlyList<string>? ExcludeDomains { get; init; }

    /// <summary>From which confidence on phishing sites are left out.</summary>
    public PhishBlockThreshold? BlockingConfidence { get; init; }
}
