using Castor.Server.FrontEnd;
using Castor.Server.Identity;
using Castor.Storage.Keys;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Server.Tests.FrontEnd;

/// <summary>The guards against texts that nobody thought of: what our readers take for loopback, a browser's reading must take for it too.</summary>
public sealed class LoopbackHostProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(2026, 11);

    private static readonly string[] s_pieces =
    [
        "localhost", "LOCALHOST", "127.0.0.1", "127.1", "[::1]", "::1", "[::ffff:127.0.0.1]", "evil.test", "192.0.2.1", "0x7f.1", "2130706433",
        "0", ".", ":", "@", "/", "\\", "?", "#", "[", "]", "%", " ", "\t", ":80", ":99999", "http://", "https://", "*", "*.", "a", "é", "null",
    ];

    private static Gen<string> Texts => Gen.Elements(s_pieces).ArrayOf(5).Select(string.Concat);

    [Fact]
    public void Matches_OfAnyText_ImpliesThatAUrlWithItIsLoopback() => Check.One(s_config, Prop.ForAll(Texts.ToArbitrary(), text =>
        !LoopbackHost.Matches(text)
        || (Uri.TryCreate($"http://{text}/", UriKind.Absolute, out Uri? uri)
            && uri.UserInfo.Length == 0
            && (uri.IsLoopback || uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)))));

    [Fact]
    public void FindMistakes_InAnyTexts_NeverThrows() => Check.One(s_config, Prop.ForAll(Texts.ToArbitrary(), text =>
        KeyPolicy.FindMistakes(new ApiKeyRestrictions { Models = [text], Methods = [text], Referrers = [text], Ips = [text] }).Count <= 4));

    [Fact]
    public void ReferrerPattern_OfTheHostAlone_MatchesNoOtherHost() => Check.One(s_config, Prop.ForAll(Texts.ToArbitrary(), text =>
        !Uri.TryCreate($"https://{text}/", UriKind.Absolute, out Uri? page)
        || !ReferrerPattern.Parse("evil.test/*")!.Matches(page)
        || page.Host == "evil.test"));
}
