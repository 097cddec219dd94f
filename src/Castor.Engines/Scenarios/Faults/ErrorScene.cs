using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios.Faults;

/// <summary>What the text of an error speaks of.</summary>
/// <param name="Facts">The call.</param>
/// <param name="RetryAfter">When to try again, for quotas.</param>
/// <param name="Limit">The quota's limit.</param>
internal sealed record ErrorScene(CallFacts Facts, TimeSpan RetryAfter, int Limit)
{
    public string Model => Facts.Model.Id;

    /// <summary>The method as paths spell it.</summary>
    public string Method => Facts.Method switch
    {
        CallMethods.CountTokens => "countTokens",
        CallMethods.EmbedContent => "embedContent",
        CallMethods.StreamGenerateContent => "streamGenerateContent",
        _ => "generateContent",
    };

    public bool IsOnVertex => Facts.Twin == ServiceTwin.Vertex;

    /// <summary>The method as the service's own names spell it.</summary>
    public string RpcName => $"google.ai.generativelanguage.v1beta.GenerativeService.{char.ToUpperInvariant(Method[0])}{Method[1..]}";
}
