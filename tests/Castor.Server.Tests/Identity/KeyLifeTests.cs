using System.Net;
using Castor.Server.Identity;
using Castor.Storage.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Tests.Identity;

/// <summary>Keys that the command line makes, deletes and takes back while the server runs.</summary>
public sealed class KeyLifeTests
{
    [Fact]
    public async Task Key_MadeDeletedAndTakenBackElsewhere_CountsAtOnce()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        CreatedApiKey created = server.Store.Create(new NewApiKey { DisplayName = "x" });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, created));

        server.Store.Delete(created.Key.Id);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, created));
        server.Clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(server, created));

        server.Store.Undelete(created.Key.Id);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, created));
    }

    [Fact]
    public async Task Key_InUse_IsNotedOnceAMinute()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        CreatedApiKey created = server.Create();
        await StatusAsync(server, created);
        DateTimeOffset used = server.Clock.GetUtcNow();
        Assert.Null(server.Store.List().Single().LastUsedTime);

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(used, server.Store.List().Single().LastUsedTime);

        // Nothing new, so nothing is written: the row keeps what another hand puts there.
        server.Store.NoteUses([new KeyUse(created.Key.Id, used.AddHours(1))]);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(used.AddHours(1), server.Store.List().Single().LastUsedTime);
    }

    [Fact]
    public async Task Uses_AtTheEndOfTheServer_AreNoted()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        CreatedApiKey created = server.Create();
        await StatusAsync(server, created);
        await server.Services.GetRequiredService<KeyUses>().StopAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(server.Store.List().Single().LastUsedTime);
    }

    [Fact]
    public async Task Find_UnchangedKeys_AsksTheDatabaseForItsVersionAlone()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        CreatedApiKey created = server.Create();
        KeyRing ring = server.Services.GetRequiredService<KeyRing>();
        RingKey? first = ring.Find(created.Secret);
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(first);
        Assert.Same(first, ring.Find(created.Secret));
        server.Create();
        Assert.NotSame(first, ring.Find(created.Secret));
    }

    [Fact]
    public async Task Find_AKeyWithRestrictionsOfAnotherVersion_IsNull()
    {
        await using KeyServer server = await KeyServer.StartAsync();
        CreatedApiKey created = server.Create(new ApiKeyRestrictions { Methods = ["methodOfTheFuture"] });
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(server, created));
    }

    private static async Task<HttpStatusCode> StatusAsync(KeyServer server, CreatedApiKey created) =>
        (await server.GenerateAsync(("x-goog-api-key", created.Secret))).Status;
}
