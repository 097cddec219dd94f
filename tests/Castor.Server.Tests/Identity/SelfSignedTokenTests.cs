using System.Net;
using System.Text.Json.Nodes;

namespace Castor.Server.Tests.Identity;

/// <summary>JWTs that a service account signs and sends in the place of an access token, as Google's libraries do.</summary>
public sealed class SelfSignedTokenTests
{
    [Theory]
    [InlineData("https://generativelanguage.googleapis.com/", null, true)]
    [InlineData("https://aiplatform.googleapis.com/", null, true)]
    [InlineData("{0}", null, true)]
    [InlineData(null, SigningAccount.Scope, true)]
    [InlineData(null, null, false)]
    [InlineData("https://storage.googleapis.com/", null, false)]
    [InlineData("https://generativelanguage.googleapis.com.evil.example/", null, false)]
    public async Task Jwt_OfAnAccount_CountsForThisServerAlone(string? audience, string? scope, bool taken)
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        JsonObject claims = account.Claims(server.Clock.GetUtcNow(), "");
        claims.Remove("aud");
        claims.Remove("scope");
        if (audience is not null)
        {
            claims["aud"] = string.Format(null, audience, server.Address);
        }

        if (scope is not null)
        {
            claims["scope"] = scope;
        }

        string jwt = account.Sign(claims);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, jwt)).Status);
        }
    }

    [Fact]
    public async Task Jwt_ThatDiffersBehindItsStart_IsNotTakenForTheOneBefore()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        string jwt = account.Sign(account.Claims(server.Clock.GetUtcNow(), server.Address.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, jwt)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, jwt[..^6] + "AAAAAA")).Status);
    }

    [Fact]
    public async Task Jwt_PastItsEnd_IsRefusedEvenWhereItWasTaken()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        string jwt = account.Sign(account.Claims(server.Clock.GetUtcNow(), server.Address.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, jwt)).Status);
        server.Clock.Advance(TimeSpan.FromMinutes(62));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, jwt)).Status);
    }

    [Fact]
    public async Task Jwt_OfADisabledAccount_IsRefusedWithinASecond()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        using SigningAccount account = server.CreateAccount("acme", "user");
        string jwt = account.Sign(account.Claims(server.Clock.GetUtcNow(), server.Address.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync(KeyServer.Generate, jwt)).Status);
        server.Accounts.SetDisabled(account.Account.Email, disabled: true);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync(KeyServer.Generate, jwt)).Status);
    }
}
