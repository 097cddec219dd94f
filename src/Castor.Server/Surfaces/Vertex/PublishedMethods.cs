using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>
/// Which methods of publisher models Vertex AI has. Whatever else a path names there is a typing mistake, which the front end answers with its 404 page.
/// <see href="https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.publishers.models"/>
/// </summary>
internal static class PublishedMethods
{
    private const string Models = "publishers/google/models/";

    private static readonly FrozenSet<string> s_posted = FrozenSet.Create(
        StringComparer.Ordinal,
        "computeTokens", "countTokens", "embedContent", "fetchPredictOperation", "generateContent", "predict", "predictLongRunning", "rawPredict",
        "serverStreamingPredict", "setPublisherModelConfig", "streamGenerateContent", "streamRawPredict");

    private static readonly FrozenSet<string> s_got = FrozenSet.Create(StringComparer.Ordinal, "fetchPublisherModelConfig");

    /// <summary>Whether a path that this server has no endpoint for can be one of Vertex AI's.</summary>
    public static bool MayHave(HttpRequest request)
    {
        string path = request.Path.Value!;
        int start = path.IndexOf(Models, StringComparison.Ordinal);
        int colon = path.LastIndexOf(':');
        if (start < 0 || colon < start)
        {
            return true;
        }

        string method = path[(colon + 1)..];
        return HttpMethods.IsPost(request.Method) ? s_posted.Contains(method) : HttpMethods.IsGet(request.Method) && s_got.Contains(method);
    }
}
