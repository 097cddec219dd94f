using Castor.Storage;

namespace Castor.Server.Tests.Identity;

public sealed class ExposureRuleTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    [InlineData("::ffff:192.0.2.1")]
    public void Build_OnAnAddressThatOthersReach_NeedsKeys(string host)
    {
        CastorOptionsException refusal = Assert.Throws<CastorOptionsException>(() => CastorServer.Build(Options(host)));
        Assert.Contains("--auth keys", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    public async Task Build_OnLoopback_NeedsNone(string host)
    {
        CastorOptions options = Options(host);
        await CastorServer.Build(options).DisposeAsync();
        Directory.Delete(options.DataFolder, recursive: true);
    }

    [Fact]
    public async Task Build_WithKeys_MayBeReachedByOthers()
    {
        CastorOptions options = Options("0.0.0.0") with { Auth = AuthMode.Keys };
        await CastorServer.Build(options).DisposeAsync();
        Directory.Delete(options.DataFolder, recursive: true);
    }

    [Fact]
    public void Build_OnANameThatIsNoAddress_SaysSo() =>
        Assert.Contains("no IP address", Assert.Throws<CastorOptionsException>(() => CastorServer.Build(Options("localhost"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Build_WithAFileForAFolder_SaysSo()
    {
        string file = Path.GetTempFileName();
        Assert.Throws<DataFolderException>(() => CastorServer.Build(Options("127.0.0.1") with { DataFolder = file }));
        File.Delete(file);
    }

    private static CastorOptions Options(string host) => new()
    {
        Host = host,
        Port = 0,
        DataFolder = Path.Combine(Path.GetTempPath(), $"castor-test-{Guid.NewGuid():N}"),
    };
}
