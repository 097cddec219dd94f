using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Google.Apis.Auth;
using Google.Apis.Auth.OAuth2;

namespace Castor.Conformance;

/// <summary>The official <c>Google.Apis.Auth</c> for .NET with the credentials file of a service account.</summary>
public sealed class GoogleAuthDotNetTests(ConformanceHost host)
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TokenOfTheFile_ByItsTokenUri_CallsBothTwins()
    {
        GoogleCredential credential = (await GoogleCredential.FromFileAsync(host.CredentialsPath, Cancellation)).CreateScoped(Scope);
        string token = await credential.UnderlyingCredential.GetAccessTokenForRequestAsync(cancellationToken: Cancellation);
        Assert.StartsWith("castor_at_", token, StringComparison.Ordinal);
        await AssertAnswersAsync(token);
    }

    [Fact]
    public async Task JwtOfTheFile_ThatTheLibrarySignsForItself_CallsBothTwins()
    {
        GoogleCredential credential = (await GoogleCredential.FromFileAsync(host.CredentialsPath, Cancellation)).CreateScoped(Scope);
        ServiceAccountCredential signing = ((ServiceAccountCredential)credential.UnderlyingCredential).WithUseJwtAccessWithScopes(true);
        string token = await signing.GetAccessTokenForRequestAsync(cancellationToken: Cancellation);
        Assert.Equal(2, token.Count(c => c == '.'));
        await AssertAnswersAsync(token);
    }

    [Fact]
    public async Task IdTokenOfTheFile_ByItsTokenUri_IsVerifiedByTheLibrary()
    {
        const string audience = "https://service.example.com";
        GoogleCredential credential = await GoogleCredential.FromFileAsync(host.CredentialsPath, Cancellation);
        OidcToken source = await credential.GetOidcTokenAsync(OidcTokenOptions.FromTargetAudience(audience), Cancellation);
        string token = await source.GetAccessTokenAsync(Cancellation);

        JsonWebSignature.Payload payload = await JsonWebSignature.VerifySignedTokenAsync(token, Verification(audience), Cancellation);
        Assert.Equal((host.KeysUrl, audience), (payload.Issuer, (string)payload.Audience));
        Assert.Equal("https://service.example.com", (string)payload.Audience);
        await Assert.ThrowsAsync<InvalidJwtException>(() => JsonWebSignature.VerifySignedTokenAsync(token, Verification("https://other.example.com"), Cancellation));
        await Assert.ThrowsAsync<InvalidJwtException>(() => JsonWebSignature.VerifySignedTokenAsync(token[..^8] + "AAAAAAAA", Verification(audience), Cancellation));
    }

    private SignedTokenVerificationOptions Verification(string audience)
    {
        var options = new SignedTokenVerificationOptions { CertificatesUrl = host.KeysUrl + "/oauth2/v3/certs" };
        options.TrustedAudiences.Add(audience);
        options.TrustedIssuers.Add(host.KeysUrl);
        return options;
    }

    private async Task AssertAnswersAsync(string token)
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.KeysUrl) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (string parent in (string[])["v1beta", $"v1/projects/{ConformanceHost.Project}/locations/us-central1/publishers/google"])
        {
            JsonNode body = JsonNode.Parse("""{"contents":[{"role":"user","parts":[{"text":"hello"}]}]}""")!;
            using HttpResponseMessage response = await client.PostAsJsonAsync($"{parent}/models/gemini-2.5-flash:generateContent", body, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
