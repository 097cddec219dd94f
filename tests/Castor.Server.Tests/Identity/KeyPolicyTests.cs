using System.Net;
using Castor.Server.Identity;
using Castor.Storage.Keys;

namespace Castor.Server.Tests.Identity;

public sealed class KeyPolicyTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    public void AllowsAddress_OfARange_AsCidrHasIt(string range, string address, bool expected) =>
        Assert.Equal(expected, KeyPolicy.Compile(new ApiKeyRestrictions { Ips = [range] })!.AllowsAddress(IPAddress.Parse(address)));

    [Fact]
    public void AllowsAddress_OfAnUnknownCaller_IsFalse() =>
        Assert.False(KeyPolicy.Compile(new ApiKeyRestrictions { Ips = ["0.0.0.0/0", "::/0"] })!.AllowsAddress(null));

    [Theory]
    [InlineData("gemini-2.5-flash", "gemini-2.5-flash", true)]
    [InlineData("models/gemini-2.5-flash", "gemini-2.5-flash", true)]
    [InlineData("gemini-2.5-flash", "gemini-2.5-flash-lite", false)]
    [InlineData("gemini-2.5-*", "gemini-2.5-flash-lite", true)]
    [InlineData("gemini-2.5-*", "gemini-2x5-flash", false)]
    [InlineData("*", "anything", true)]
    public void AllowsModel_ByPattern_IsExactButForATrailingStar(string pattern, string model, bool expected) =>
        Assert.Equal(expected, KeyPolicy.Compile(new ApiKeyRestrictions { Models = [pattern] })!.AllowsModel(model));

    [Fact]
    public void FindMistakes_InRestrictions_NamesEachOfThem()
    {
        IReadOnlyList<string> mistakes = KeyPolicy.FindMistakes(new ApiKeyRestrictions
        {
            Models = ["gemini 2", "gemini-*-flash", "gemini-2.5-pro"],
            Methods = ["generate", "generateContent", "batch*"],
            Referrers = ["ftp://x", "example.com"],
            Ips = ["10", "10.0.0.0/33", "localhost", "::1"],
        });
        Assert.Equal(
            ["gemini 2", "gemini-*-flash", "generate", "ftp://x", "10", "10.0.0.0/33", "localhost"],
            mistakes.Select(m => m.Split('\'')[1]));
        Assert.Null(KeyPolicy.Compile(new ApiKeyRestrictions { Ips = ["10"] }));
    }
}
