using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Castor.Server.Identity.Issuers;

/// <summary>Reads the keys of issuers, only from where the operator's file says.</summary>
internal sealed class IssuerDocuments : IDisposable
{
    private const int LargestDocument = 256 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = true })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = LargestDocument,
    };

    /// <summary>The keys of an issuer as they are now, and the text that they were read from.</summary>
    /// <exception cref="InvalidDataException">The keys cannot be read; the message says why.</exception>
    public async Task<(string Text, IReadOnlyList<SecurityKey> Keys)> ReadAsync(IssuerRule rule, CancellationToken cancellationToken)
    {
        try
        {
            string text = await ReadKeySetAsync(rule, cancellationToken);
            return (text, [.. JsonWebKeySet.Create(text).GetSigningKeys()]);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or JsonException or ArgumentException or CryptographicException or UnauthorizedAccessException
            || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new InvalidDataException(e is ArgumentException or CryptographicException ? "What it answered is no JSON Web Key Set." : e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<string> ReadKeySetAsync(IssuerRule rule, CancellationToken cancellationToken)
    {
        if (rule.JwksFile is { } file)
        {
            return await File.ReadAllTextAsync(file, cancellationToken);
        }

        string address = rule.JwksUri ?? await DiscoverAsync(rule, cancellationToken);
        return await _http.GetStringAsync(new Uri(address), cancellationToken);
    }

    /// <summary>The address of the keys, by the issuer's own word, which must be about itself. <see href="https://openid.net/specs/openid-connect-discovery-1_0.html"/></summary>
    private async Task<string> DiscoverAsync(IssuerRule rule, CancellationToken cancellationToken)
    {
        string text = await _http.GetStringAsync(new Uri(rule.Issuer.TrimEnd('/') + "/.well-known/openid-configuration"), cancellationToken);
        using var document = JsonDocument.Parse(text);
        return Text(document.RootElement, "issuer") == rule.Issuer && Text(document.RootElement, "jwks_uri") is { } keys && IssuersFile.IsSafe(keys)
            ? keys
            : throw new InvalidDataException("Its discovery document names another issuer, or no safe jwks_uri.");
    }

    private static string? Text(JsonElement document, string name) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
