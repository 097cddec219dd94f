using System.Collections.Concurrent;
using Castor.Storage.Keys;

namespace Castor.Server.Identity.Tokens;

/// <summary>
/// Tokens that were found good of late. They are kept by their whole SHA-256: a part of a token would let one caller pass for another. All are forgotten
/// when keys, accounts or tokens have changed.
/// </summary>
internal sealed class RecentTokens(IdentityVersion version)
{
    private const int MostKept = 10_000;

    private Page _page = new(version.Current);

    /// <summary>What is known as of now. What is found out with a page goes onto that page: if something changes meanwhile, it is forgotten with it.</summary>
    public Page Current()
    {
        long now = version.Current;
        Page page = Volatile.Read(ref _page);
        if (page.Version != now)
        {
            page = new Page(now);
            Volatile.Write(ref _page, page);
        }

        return page;
    }

    /// <summary>The tokens of one version.</summary>
    internal sealed class Page(long version)
    {
        private readonly ConcurrentDictionary<KeyHash, RingToken> _tokens = new();

        public long Version => version;

        public bool TryFind(KeyHash hash, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RingToken? token) =>
            _tokens.TryGetValue(hash, out token) && token.Hash.FixedTimeEquals(hash);

        public void Add(RingToken token)
        {
            if (_tokens.Count < MostKept)
            {
                _tokens[token.Hash] = token;
            }
        }
    }
}
