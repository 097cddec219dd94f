using System.Net;
using System.Text;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue.Sources;

/// <summary>What a search would have left on an answer: the query and sources that say that they are emulated. Nothing is searched.</summary>
internal static class EmulatedSearch
{
    private const int QueryLength = 100;

    private static readonly GroundingChunk[] s_sources =
    [
        Source("https://example.com/castor-emulator/source-1", "Emulated source 1 (example.com)"),
        Source("https://example.org/castor-emulator/source-2", "Emulated source 2 (example.org)"),
    ];

    /// <summary>Whether the request has a search tool.</summary>
    public static bool IsAsked(IReadOnlyList<Tool>? tools)
    {
        for (int i = 0; i < (tools?.Count ?? 0); i++)
        {
            if (tools![i].GoogleSearch is not null || tools[i].GoogleSearchRetrieval is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The metadata, without the sentences that the sources support.</summary>
    public static GroundingMetadata Ground(string prompt, IReadOnlyList<Tool> tools, bool isSecondGeneration)
    {
        TextBuffer text = TextBuffer.Rent();
        Quote.Append(text, prompt, QueryLength);
        // A lone surrogate has no place in a URL.
        string query = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Finish()));
        string link = WebUtility.HtmlEncode("https://example.com/search?q=" + Uri.EscapeDataString(query));
        return new GroundingMetadata
        {
            SearchEntryPoint = new SearchEntryPoint
            {
                RenderedContent = $"<div class=\"container\">\n  <a class=\"chip\" href=\"{link}\">{WebUtility.HtmlEncode(query)}</a>\n</div>\n",
            },
            GroundingChunks = [.. s_sources.Where(source => !IsExcluded(new Uri(source.Web!.Uri!).Host, tools))],
            RetrievalMetadata = isSecondGeneration ? new RetrievalMetadata() : null,
            WebSearchQueries = [query],
        };
    }

    private static bool IsExcluded(string host, IReadOnlyList<Tool> tools)
    {
        foreach (string domain in tools.SelectMany(tool => tool.GoogleSearch?.ExcludeDomains ?? []))
        {
            if (host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static GroundingChunk Source(string uri, string title) => new() { Web = new WebChunk { Uri = uri, Title = title } };
}
