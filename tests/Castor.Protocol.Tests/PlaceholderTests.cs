namespace Castor.Protocol.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Build_Works() => Assert.True(true);
}
