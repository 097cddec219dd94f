using System.Net;
using System.Net.Http.Headers;

namespace Castor.Cli.Models.Hub;

/// <summary>An answer after its redirects, with what the hub told on the way to the store that holds the bytes.</summary>
/// <param name="message">The last answer, its body not read yet.</param>
/// <param name="address">The address that gave it.</param>
internal sealed class HubAnswer(HttpResponseMessage message, Uri address) : IDisposable
{
    public HttpResponseMessage Message { get; } = message;

    public Uri Address { get; } = address;

    /// <summary>The SHA-256 that the hub knows of a large file (<c>X-Linked-ETag</c>); null for none.</summary>
    public string? LinkedSha256 { get; init; }

    /// <summary>The commit that the revision stands for (<c>X-Repo-Commit</c>).</summary>
    public string? Commit { get; init; }

    public HttpStatusCode Status => Message.StatusCode;

    /// <summary>The entity tag, or the time of the last change where there is no tag; null where the server tells neither.</summary>
    public string? Version => Message.Headers.ETag?.ToString() ?? Message.Content.Headers.LastModified?.ToString("R");

    public ContentRangeHeaderValue? Range => Message.Content.Headers.ContentRange;

    public void Dispose() => Message.Dispose();
}
