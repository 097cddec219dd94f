using Castor.Server.Identity;

namespace Castor.Server.Tests.Identity;

public sealed class ReferrerPatternTests
{
    [Theory]
    [InlineData("example.com/*", "https://example.com/", true)]
    [InlineData("example.com/*", "http://example.com/a/b?q=1#f", true)]
    [InlineData("example.com/*", "https://www.example.com/", false)]
    [InlineData("example.com/*", "https://example.com.evil.test/", false)]
    [InlineData("example.com/*", "https://evil.test/example.com/", false)]
    [InlineData("example.com/*", "https://example.com@evil.test/", false)]
    [InlineData("example.com/*", "https://evil.test/?https://example.com/", false)]
    [InlineData("example.com/*", "https://EXAMPLE.com/", true)]
    [InlineData("example.com", "https://example.com/any/where", true)]
    [InlineData("*.example.com", "https://a.example.com/", true)]
    [InlineData("*.example.com", "https://a.b.example.com/x", true)]
    [InlineData("*.example.com", "https://example.com/", false)]
    [InlineData("*.example.com", "https://notexample.com/", false)]
    [InlineData("*.example.com/app/*", "https://a.example.com/app/x", true)]
    [InlineData("*.example.com/app/*", "https://a.example.com/application", false)]
    [InlineData("example.com/page", "https://example.com/page", true)]
    [InlineData("example.com/page", "https://example.com/page?x=1", true)]
    [InlineData("example.com/page", "https://example.com/page/2", false)]
    [InlineData("example.com/app/*", "https://example.com/app/../secret", false)]
    [InlineData("https://example.com/*", "http://example.com/", false)]
    [InlineData("https://example.com/*", "https://example.com/", true)]
    [InlineData("example.com/*", "https://example.com:8443/", false)]
    [InlineData("example.com:8443/*", "https://example.com:8443/", true)]
    [InlineData("example.com:8443", "https://example.com/", false)]
    [InlineData("localhost:*", "http://localhost:3000/", true)]
    [InlineData("127.0.0.1:3000/*", "http://127.0.0.1:3000/", true)]
    [InlineData("[::1]:3000/*", "http://[::1]:3000/", true)]
    [InlineData("example.com/*", "file:///example.com/", false)]
    public void Matches_APage_AsGooglePatternsDo(string pattern, string page, bool expected) =>
        Assert.Equal(expected, ReferrerPattern.Parse(pattern)!.Matches(new Uri(page)));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("a.*.example.com")]
    [InlineData("example.com/a*b")]
    [InlineData("example.com/a?b")]
    [InlineData("example.com:99999")]
    [InlineData("example.com:x")]
    [InlineData("ftp://example.com")]
    [InlineData("exa mple.com")]
    [InlineData("user@example.com")]
    [InlineData("[example.com]")]
    [InlineData("/path")]
    public void Parse_ATextThatIsNoPattern_IsNull(string text) => Assert.Null(ReferrerPattern.Parse(text));
}
