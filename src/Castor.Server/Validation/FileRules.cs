using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of files by URI. Nothing can be uploaded or fetched here yet, so only videos of YouTube pass, and on Vertex AI objects of Cloud Storage.</summary>
internal static class FileRules
{
    private const string Files = "/files/";

    /// <summary>Checks the URI of a file.</summary>
    public static void Check(FileData file, TwinRules rules)
    {
        string uri = file.FileUri ?? "";
        if (!rules.AreDevelopers && IsInCloudStorage(uri))
        {
            return;
        }

        if (!Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed)
            || (parsed.Scheme != Uri.UriSchemeHttps && parsed.Scheme != Uri.UriSchemeHttp)
            || char.IsWhiteSpace(uri[0]))
        {
            throw ApiException.InvalidArgument($"Unsupported file URI type: {uri}");
        }

        if (FileId(parsed.AbsolutePath) is { } id)
        {
            throw new ApiException(
                ApiStatus.PermissionDenied, $"You do not have permission to access the File {id} or it may not exist.");
        }

        if (!IsYouTube(parsed.Host))
        {
            throw ApiException.InvalidArgument("Cannot fetch content from the provided URL.");
        }
    }

    /// <summary>The id in <c>/v1beta/files/{id}</c>, on whatever host: clients get URIs with the host that they called.</summary>
    private static string? FileId(string path)
    {
        int files = path.IndexOf(Files, StringComparison.Ordinal);
        return files > 0 && path[..files] is "/v1" or "/v1beta" or "/v1alpha" && path.Length > files + Files.Length
            ? path[(files + Files.Length)..]
            : null;
    }

    /// <summary>An object of Cloud Storage, which is not fetched: its type and its name are all that is known of it.</summary>
    private static bool IsInCloudStorage(string uri) =>
        uri.StartsWith("gs://", StringComparison.Ordinal) && uri.AsSpan("gs://".Length).IndexOf('/') > 0;

    private static bool IsYouTube(string host) =>
        host is "youtu.be" or "youtube.com" or "youtube-nocookie.com"
        || host.EndsWith(".youtube.com", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".youtube-nocookie.com", StringComparison.OrdinalIgnoreCase);
}
