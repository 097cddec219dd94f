using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Identity.Issuers;

/// <summary>The keys of all issuers. Each is read on its own, so that one that is slow or down holds up neither the start nor the others.</summary>
internal sealed class IssuerKeys : IHostedService, IDisposable
{
    private readonly IssuerDocuments _documents = new();
    private readonly FrozenDictionary<string, IssuerKeySet> _issuers;

    public IssuerKeys(IReadOnlyList<IssuerRule> rules, IdentityVersion version, TimeProvider time, ILogger<IssuerKeys> logger) =>
        _issuers = rules.ToFrozenDictionary(rule => rule.Issuer, rule => new IssuerKeySet(rule, _documents, version, time, logger), StringComparer.Ordinal);

    /// <summary>The issuer of that name; null for one that nobody has configured.</summary>
    public IssuerKeySet? Find(string issuer) => _issuers.GetValueOrDefault(issuer);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (IssuerKeySet issuer in _issuers.Values)
        {
            _ = issuer.ReadAgainAsync();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IssuerKeySet issuer in _issuers.Values)
        {
            issuer.Dispose();
        }

        _documents.Dispose();
    }
}
