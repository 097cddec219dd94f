using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary>A key as <c>--json</c> shows it; times as RFC 3339 has them.</summary>
internal sealed record KeyView(
    string Id,
    string DisplayName,
    string Last4,
    string Project,
    string CreateTime,
    string? LastUsedTime,
    string? DeleteTime,
    ApiKeyRestrictions Restrictions);
