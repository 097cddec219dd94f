using Castor.Server.FrontEnd;

namespace Castor.Server.Tests.FrontEnd;

public sealed class LoopbackHostTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8420")]
    [InlineData("app.localhost:3000")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:65535")]
    [InlineData("127.9.9.9:1")]
    [InlineData("[::1]")]
    [InlineData("[::1]:8420")]
    [InlineData("[::ffff:127.0.0.1]:8420")]
    public void Matches_ANameOfThisMachine_IsTrue(string authority) => Assert.True(LoopbackHost.Matches(authority));

    [Theory]
    [InlineData("")]
    [InlineData(":8420")]
    [InlineData("evil.test")]
    [InlineData("localhost.evil.test")]
    [InlineData("evillocalhost")]
    [InlineData("127.0.0.1.evil.test")]
    [InlineData("localhost:8420@evil.test")]
    [InlineData("localhost@evil.test")]
    [InlineData("localhost:x")]
    [InlineData("localhost:")]
    [InlineData("localhost/evil.test")]
    [InlineData("192.0.2.1:8420")]
    [InlineData("0.0.0.0")]
    [InlineData("[::]:8420")]
    [InlineData("[::1].evil.test")]
    [InlineData("[::1")]
    [InlineData("::1]")]
    [InlineData("[localhost]")]
    [InlineData("null")]
    public void Matches_AnyOtherText_IsFalse(string authority) => Assert.False(LoopbackHost.Matches(authority));
}
