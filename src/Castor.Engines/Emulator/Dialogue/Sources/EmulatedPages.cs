using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue.Sources;

/// <summary>
/// What the URL context tool would have told of the pages that a prompt names. Nothing is fetched: the host <c>*.invalid</c> fails, a URL
/// with <c>paywall</c> or <c>unsafe</c> in it has that status, every other one is told as read.
/// </summary>
internal static class EmulatedPages
{
    /// <summary>The tokens that a page counts as tool use.</summary>
    public const int TokensOfPage = 256;

    private const int MostPages = 20;

    /// <summary>Whether the request has the tool.</summary>
    public static bool IsAsked(IReadOnlyList<Tool>? tools)
    {
        for (int i = 0; i < (tools?.Count ?? 0); i++)
        {
            if (tools![i].UrlContext is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The URLs of a text, each once, in order.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        var urls = new List<string>();
        int start = 0;
        while (urls.Count < MostPages && text.IndexOf("http", start, StringComparison.OrdinalIgnoreCase) is >= 0 and int found)
        {
            int length = text.AsSpan(found).IndexOfAny(" \t\r\n\"'<>`") is >= 0 and int end ? end : text.Length - found;
            string url = text.Substring(found, length).TrimEnd('.', ',', ';', ':', '!', '?', ')', ']');
            if (Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && !urls.Contains(url))
            {
                urls.Add(url);
            }

            start = found + Math.Max(length, "http".Length);
        }

        return urls;
    }

    /// <summary>The status of each page.</summary>
    public static UrlContextMetadata Read(IReadOnlyList<string> urls) =>
        new() { UrlMetadata = [.. urls.Select(u => new UrlMetadata { RetrievedUrl = u, UrlRetrievalStatus = Status(u) })] };

    /// <summary>The pages told as read, as sources.</summary>
    public static IReadOnlyList<GroundingChunk> Sources(IReadOnlyList<string> urls) =>
        [.. urls.Where(u => Status(u) == UrlRetrievalStatus.Success).Select(u => new GroundingChunk { Web = new WebChunk { Uri = u, Title = new Uri(u).Host } })];

    private static UrlRetrievalStatus Status(string url)
    {
        if (new Uri(url).Host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase))
        {
            return UrlRetrievalStatus.Error;
        }

        return url.Contains("paywall", StringComparison.OrdinalIgnoreCase)
            ? UrlRetrievalStatus.Paywall
            : url.Contains("unsafe", StringComparison.OrdinalIgnoreCase) ? UrlRetrievalStatus.Unsafe : UrlRetrievalStatus.Success;
    }
}
