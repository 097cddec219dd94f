using System.Text.Json.Nodes;
using Castor.Cli.Models.Hub;
using Microsoft.AspNetCore.Http;

namespace Castor.Cli.Tests.Models;

/// <summary>
/// A hub as Hugging Face's is: a list of files at <c>/api/models/REPO/tree/REV</c> in pages, and <c>/REPO/resolve/REV/FILE</c>, which redirects to
/// a store on another host with an address that is signed for a while. Refusals carry <c>X-Error-Code</c>.
/// </summary>
internal sealed class HubServer : IAsyncDisposable
{
    public const string GoodToken = "hf_good";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private const int PageSize = 2;

    private HubServer(FileServer hub, FileServer store)
    {
        Hub = hub;
        Store = store;
        hub.Before = AnswerAsync;
        store.Before = CheckSignatureAsync;
    }

    /// <summary>The part that knows repositories.</summary>
    public FileServer Hub { get; }

    /// <summary>The part that holds the bytes.</summary>
    public FileServer Store { get; }

    public Dictionary<string, HubRepository> Repositories { get; } = new(StringComparer.Ordinal);

    /// <summary>The signature that the store takes; change it to let the addresses given so far expire.</summary>
    public int Signature { get; set; }

    /// <summary>Looks at a request to the store before it is answered; true when it answered itself.</summary>
    public Func<HttpContext, SeenRequest, Task<bool>> BeforeStore { get; set; } = (_, _) => Task.FromResult(false);

    public static async Task<HubServer> StartAsync() => new(await FileServer.StartAsync(), await FileServer.StartAsync());

    public HubSettings Settings(string? token = null) => new(Hub.Address, token);

    /// <summary>Puts a repository with files on the hub.</summary>
    public HubRepository Add(string name, params (string Path, byte[] Bytes)[] files)
    {
        var repository = new HubRepository();
        foreach ((string path, byte[] bytes) in files)
        {
            repository.Files[path] = bytes;
        }

        return Repositories[name] = repository;
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static string StorePath(string sha256) => $"/xet/{sha256}";

    private Task<bool> AnswerAsync(HttpContext context, SeenRequest request)
    {
        string[] path = request.Path.Replace("%2F", "/", StringComparison.Ordinal).Trim('/').Split('/');
        if (path is ["api", "models", var owner, var name, "tree", var revision])
        {
            Answer(context, request, $"{owner}/{name}", revision, repository => List(context, repository));
        }
        else if (path is [var fileOwner, var fileName, "resolve", var fileRevision, .. var file])
        {
            Answer(context, request, $"{fileOwner}/{fileName}", fileRevision, repository => Resolve(context, request, repository, string.Join('/', file)));
        }
        else
        {
            return Task.FromResult(false);
        }

        return Task.FromResult(true);
    }

    private void Answer(HttpContext context, SeenRequest request, string name, string revision, Action<HubRepository> answer)
    {
        bool isKnown = request.Authorization == $"Bearer {GoodToken}";
        if (!isKnown && request.Authorization is not null)
        {
            Refuse(context, 401, code: null, "Invalid credentials in Authorization header");
        }
        else if (!Repositories.TryGetValue(name, out HubRepository? repository) || (repository.IsPrivate && !isKnown))
        {
            Refuse(context, isKnown ? 404 : 401, isKnown ? "RepoNotFound" : null, isKnown ? "Repository not found" : null);
        }
        else if (revision is not ("main" or Commit))
        {
            Refuse(context, 404, "RevisionNotFound", $"Invalid rev id: {revision}");
        }
        else
        {
            answer(repository);
        }
    }

    private void List(HttpContext context, HubRepository repository)
    {
        int page = int.TryParse(context.Request.Query["cursor"], out int cursor) ? cursor : 0;
        var entries = new JsonArray { new JsonObject { ["type"] = "directory", ["oid"] = "aa", ["size"] = 0, ["path"] = "folder" } };
        foreach ((string path, byte[] bytes) in repository.Files.Skip(page * PageSize).Take(PageSize))
        {
            var entry = new JsonObject { ["type"] = "file", ["oid"] = new string('b', 40), ["size"] = bytes.Length, ["path"] = path };
            if (path.EndsWith(".gguf", StringComparison.Ordinal))
            {
                entry["lfs"] = new JsonObject { ["oid"] = Sum(repository, path), ["size"] = bytes.Length, ["pointerSize"] = 135 };
            }

            entries.Add((JsonNode)entry);
        }

        if (repository.Files.Count > (page + 1) * PageSize)
        {
            context.Response.Headers.Link = $"<{Hub.Address}{context.Request.Path.Value![1..]}?recursive=true&cursor={page + 1}>; rel=\"next\"";
        }

        context.Response.ContentType = "application/json";
        context.Response.WriteAsync(entries.ToJsonString()).Wait();
    }

    private void Resolve(HttpContext context, SeenRequest request, HubRepository repository, string path)
    {
        if (repository.IsGated)
        {
            Refuse(context, request.Authorization is null ? 401 : 403, "GatedRepo", "Access to this model is restricted.");
            return;
        }

        if (!repository.Files.TryGetValue(path, out byte[]? bytes))
        {
            Refuse(context, 404, "EntryNotFound", "Entry not found");
            return;
        }

        string sum = Sum(repository, path);
        Store.Files[StorePath(sum)] = bytes;
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = $"{new Uri(Store.Address, StorePath(sum))}?Signature={Signature}";
        context.Response.Headers["X-Linked-ETag"] = $"\"{sum}\"";
        context.Response.Headers["X-Linked-Size"] = bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["X-Repo-Commit"] = Commit;
    }

    private async Task<bool> CheckSignatureAsync(HttpContext context, SeenRequest request)
    {
        if (context.Request.Query["Signature"] != $"{Signature}")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return true;
        }

        return await BeforeStore(context, request);
    }

    private static string Sum(HubRepository repository, string path) =>
        repository.Sums.TryGetValue(path, out string? told) ? told : Weights.Sha256(repository.Files[path]);

    private static void Refuse(HttpContext context, int status, string? code, string? message)
    {
        context.Response.StatusCode = status;
        if (code is not null)
        {
            context.Response.Headers["X-Error-Code"] = code;
        }

        if (message is not null)
        {
            context.Response.Headers["X-Error-Message"] = message;
        }
    }
}
