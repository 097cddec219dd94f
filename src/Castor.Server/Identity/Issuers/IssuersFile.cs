using System.Text.Json;

using Castor.Server.Identity.Roles;

namespace Castor.Server.Identity.Issuers;

/// <summary>The operator's file of issuers: <c>{"issuers": [...]}</c>.</summary>
internal sealed record IssuersFile
{
    /// <summary>The issuers.</summary>
    public required IReadOnlyList<IssuerRule> Issuers { get; init; }

    /// <exception cref="CastorOptionsException">The file cannot be read, or an issuer of it cannot be trusted as it is.</exception>
    public static IReadOnlyList<IssuerRule> Read(string path)
    {
        IssuersFile? file;
        try
        {
            file = JsonSerializer.Deserialize(File.ReadAllBytes(path), IssuersJsonContext.Default.IssuersFile);
        }
        catch (JsonException e)
        {
            throw new CastorOptionsException($"{path}:{(e.LineNumber ?? 0) + 1}: {e.Message.Split(" Path: ", 2)[0]}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CastorOptionsException($"The issuers of --issuers cannot be read: {e.Message}");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (file?.Issuers.GroupBy(issuer => issuer.Issuer, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new CastorOptionsException($"{path}: The issuer {twice.Key} is there twice.");
        }

        return [.. (file?.Issuers ?? []).Select(issuer => Check(path, issuer) with { JwksFile = issuer.JwksFile is null ? null : Path.Combine(folder, issuer.JwksFile) })];
    }

    private static IssuerRule Check(string path, IssuerRule issuer)
    {
        string? mistake = issuer.Audiences.Count == 0 ? "has no audiences: tokens for anybody would be taken"
            : issuer.Roles.FirstOrDefault(role => RoleNames.Normalize(role) is null) is { } role ? $"has the role '{role}', which is none of {string.Join(", ", RoleNames.All)}"
            : issuer.JwksFile is null && !IsSafe(issuer.JwksUri ?? issuer.Issuer) ? "has keys that would be fetched without https"
            : null;
        return mistake is null
            ? issuer with { Roles = [.. issuer.Roles.Select(r => RoleNames.Normalize(r)!)] }
            : throw new CastorOptionsException($"{path}: The issuer {issuer.Issuer} {mistake}.");
    }

    /// <summary>Keys that anybody between could replace are no keys; on this machine there is nobody between.</summary>
    internal static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
