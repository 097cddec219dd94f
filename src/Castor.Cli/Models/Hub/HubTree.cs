using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Castor.Cli.Models.Download;

namespace Castor.Cli.Models.Hub;

/// <summary>Lists the files of a repository and knows their addresses.</summary>
/// <param name="connection">The way to the hub.</param>
/// <param name="clock">The clock that waits between tries follow.</param>
/// <param name="note">Is told of tries that failed.</param>
internal sealed partial class HubTree(HubConnection connection, TimeProvider clock, Action<string> note)
{
    private const int MostPages = 1000;
    private const int LargestPage = 64 << 20;

    /// <summary>All files of the repository.</summary>
    /// <exception cref="PullException">The hub refuses, or cannot be reached.</exception>
    public async Task<IReadOnlyList<HubFile>> ListAsync(ModelReference reference, CancellationToken cancellationToken)
    {
        var files = new List<HubFile>();
        Uri? page = new(connection.Settings.Endpoint, $"api/models/{reference.Repository}/tree/{Uri.EscapeDataString(reference.Revision)}?recursive=true");
        for (int pages = 0; page is not null && pages < MostPages; pages++)
        {
            Uri at = page;
            (TreeEntry[] entries, page) = await Patience.ForFirstContact(clock)
                .TryAsync(() => ReadPageAsync(at, reference, cancellationToken), cancellationToken, note);
            files.AddRange(entries
                .Where(e => e is { Type: "file", Path.Length: > 0 } && IsHonest(e.Path))
                .Select(e => new HubFile(e.Path!, e.Lfs?.Size ?? e.Size, Sha256.Parse(e.Lfs?.Oid))));
        }

        return files;
    }

    /// <summary>The address of a file, which may redirect to the store that holds it.</summary>
    public Uri AddressOf(ModelReference reference, string file) =>
        new(connection.Settings.Endpoint, $"{reference.Repository}/resolve/{Uri.EscapeDataString(reference.Revision)}/{string.Join('/', file.Split('/').Select(Uri.EscapeDataString))}");

    /// <summary>
    /// Whether a path is one that git can hold and that is shown as it is: with '..' the address of the file would be another one, and
    /// control characters could write anything on the terminal.
    /// </summary>
    private static bool IsHonest(string path) => !path.Any(char.IsControl) && !path.Split('/').Any(segment => segment is "." or "..");

    private async Task<(TreeEntry[] Entries, Uri? Next)> ReadPageAsync(Uri page, ModelReference reference, CancellationToken cancellationToken)
    {
        using HubAnswer answer = await connection.GetAsync(page, range: null, cancellationToken);
        if (answer.Status != HttpStatusCode.OK)
        {
            throw HubRefusal.Explain(answer, connection.Settings, reference, file: null);
        }

        try
        {
            await answer.Message.Content.LoadIntoBufferAsync(LargestPage, cancellationToken);
            await using Stream body = await answer.Message.Content.ReadAsStreamAsync(cancellationToken);
            TreeEntry[] entries = await JsonSerializer.DeserializeAsync(body, HubJsonContext.Default.TreeEntryArray, cancellationToken) ?? [];
            return (entries, Next(answer));
        }
        catch (JsonException e)
        {
            throw new PullException($"{page.Authority} is no hub: it answers no list of files for {reference.Repository}.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CutException($"the list of files from {page.Authority} broke off", e);
        }
    }

    /// <summary>The address of the next page, from the <c>Link</c> header; only one of the same hub, which the token may go to.</summary>
    private Uri? Next(HubAnswer answer) =>
        HubConnection.Header(answer.Message, "Link") is { } link
        && NextPattern().Match(link) is { Success: true } next
        && Uri.TryCreate(answer.Address, next.Groups[1].Value, out Uri? address)
        && connection.Settings.Owns(address)
            ? address
            : null;

    [GeneratedRegex("""<([^>]+)>\s*;\s*rel="?next"?""", RegexOptions.CultureInvariant)]
    private static partial Regex NextPattern();
}
