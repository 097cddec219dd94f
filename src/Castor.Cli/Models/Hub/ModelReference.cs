using System.Text.RegularExpressions;

namespace Castor.Cli.Models.Hub;

/// <summary>What <c>castor models pull</c> is asked for: files of a repository, or one URL.</summary>
internal sealed partial record ModelReference
{
    private const string DefaultRevision = "main";

    // The hub's own names, which people type and paste whatever HF_ENDPOINT says.
    private static readonly string[] s_hubHosts = ["huggingface.co", "www.huggingface.co", "hf.co"];

    /// <summary><c>OWNER/NAME</c>; empty for a plain URL.</summary>
    public string Repository { get; private init; } = "";

    /// <summary>A branch, a tag or a commit.</summary>
    public string Revision { get; init; } = DefaultRevision;

    /// <summary>A file of the repository, or a quantisation; null for none.</summary>
    public string? Selector { get; private init; }

    /// <summary>The URL, where it is none of the hub.</summary>
    public Uri? Url { get; private init; }

    /// <summary>Reads <c>OWNER/NAME</c>, <c>OWNER/NAME:QUANT</c>, <c>OWNER/NAME:FILE</c>, <c>hf.co/...</c>, a page of the hub, or a URL.</summary>
    /// <exception cref="PullException">It is none of these.</exception>
    public static ModelReference Parse(string text, Uri endpoint)
    {
        string rest = text.Trim();
        if (rest.Contains("://", StringComparison.Ordinal))
        {
            if (!Uri.TryCreate(rest, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
            {
                throw Misuse($"'{text}' is no http or https URL.");
            }

            bool isHub = s_hubHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase) || (url.Authority == endpoint.Authority && url.Scheme == endpoint.Scheme);
            return isHub ? OfPage(text, url.AbsolutePath.Trim('/')) : OfUrl(url);
        }

        string? host = s_hubHosts.FirstOrDefault(h => rest.StartsWith(h + "/", StringComparison.OrdinalIgnoreCase));
        return OfPage(text, host is null ? rest : rest[(host.Length + 1)..]);
    }

    private static ModelReference OfPage(string text, string path)
    {
        if (PagePattern().Match(path) is { Success: true } page)
        {
            string? file = page.Groups["file"] is { Success: true } told ? Uri.UnescapeDataString(told.Value) : null;
            ModelReference reference = OfRepository(text, page.Groups["repo"].Value, file);
            return reference with { Revision = Uri.UnescapeDataString(page.Groups["rev"].Value) };
        }

        (string repository, string? selector) = path.IndexOf(':', StringComparison.Ordinal) is var at and >= 0
            ? (path[..at], path[(at + 1)..])
            : (path, null);
        if (selector is null && path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) && path.Split('/') is { Length: > 2 } segments)
        {
            (repository, selector) = (string.Join('/', segments[..2]), string.Join('/', segments[2..]));
        }

        if (selector is "")
        {
            throw Misuse($"'{text}' names no file after the colon: give a quantisation such as Q4_K_M, or a file.");
        }

        return OfRepository(text, repository, selector);
    }

    private static ModelReference OfRepository(string text, string repository, string? selector) =>
        repository.Split('/') is [var owner, var name] && SegmentPattern().IsMatch(owner) && SegmentPattern().IsMatch(name)
            // ollama writes 'latest' where no tag is meant.
            ? new ModelReference { Repository = repository, Selector = selector is "latest" ? null : selector }
            : throw Misuse($"'{text}' is no repository: it is OWNER/NAME, such as google/gemma-3-1b-it-qat-q4_0-gguf, with :FILE or :QUANT after it.");

    private static ModelReference OfUrl(Uri url) =>
        url.AbsolutePath.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)
            ? new ModelReference { Url = url }
            : throw Misuse($"'{url}' names no GGUF file: the path of a URL has to end with .gguf.");

    private static PullException Misuse(string message) => new(message) { IsMisuse = true };

    [GeneratedRegex(@"^(?<repo>[^/]+/[^/]+)/(?:resolve|blob|raw|tree)/(?<rev>[^/]+)(?:/(?<file>.+\.gguf))?/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PagePattern();

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?$", RegexOptions.CultureInvariant)]
    private static partial Regex SegmentPattern();
}
