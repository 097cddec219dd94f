using Castor.Protocol;
using Castor.Protocol.ApiKeys;
using Castor.Protocol.Json;
using Castor.Server.Http;
using Castor.Storage.Keys;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.ApiKeys;

/// <summary>The methods of the API Keys API. Who calls has been held to the project of the path before.</summary>
internal sealed class ApiKeyEndpoints(ApiKeyStore store)
{
    public async Task CreateAsync(HttpContext context)
    {
        ApiKeyResource wanted = await ReadAsync<ApiKeyResource>(context);
        string id = context.Request.Query["keyId"].ToString();
        if (id.Length > 0 && !ApiKeyShape.IsId(id))
        {
            throw ApiKeyErrors.Invalid("key_id", "A key id has 1 to 63 lower-case letters, digits and '-', a letter first and no '-' last.");
        }

        if (id.Length > 0 && store.FindById(id) is not null)
        {
            throw new ApiException(ApiStatus.AlreadyExists, $"Key {id} already exists.");
        }

        CreatedApiKey created = store.Create(new NewApiKey
        {
            Id = id.Length > 0 ? id : null,
            DisplayName = ApiKeyShape.DisplayName(wanted),
            Project = Project(context),
            Restrictions = ApiKeyShape.Restrictions(wanted),
            Annotations = ApiKeyShape.Annotations(wanted),
        });
        await DoneOperation.WriteAsync(context, created.Key.Id, ApiKeyShape.Show(created.Key) with { KeyString = created.Secret });
    }

    public Task ListAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<ListKeysResponse>(context.Request);
        bool deleted = context.Request.Query["showDeleted"] == "true";
        ApiKey[] keys = [.. store.List(deleted).Where(key => key.Project == Project(context))];
        return JsonAnswer.WriteAsync(context, ApiKeyPages.Get(keys, PageSize.Read(context.Request), context.Request.Query["pageToken"].ToString()), parameters);
    }

    public Task GetAsync(HttpContext context) =>
        JsonAnswer.WriteAsync(context, ApiKeyShape.Show(Find(context)), SystemParameters.Read<ApiKeyResource>(context.Request));

    /// <summary>Only a hash is kept, so that there is nothing to show.</summary>
    public Task GetKeyStringAsync(HttpContext context) => throw ApiKeyErrors.StringNotKept(Find(context));

    public async Task PatchAsync(HttpContext context)
    {
        ApiKeyResource wanted = await ReadAsync<ApiKeyResource>(context);
        ApiKey key = FindInForce(context);
        ApiKeyErrors.CheckEtag(key, wanted.Etag);
        KeyMask mask = KeyMask.Read(context.Request, wanted);
        bool changed = store.Update(
            key.Id,
            mask.DisplayName ? ApiKeyShape.DisplayName(wanted) : key.DisplayName,
            mask.Restrictions || mask.Annotations ? ApiKeyShape.Restrictions(wanted, key, mask) : key.Restrictions,
            mask.Annotations ? ApiKeyShape.Annotations(wanted) : key.Annotations);
        await AnswerAsync(context, key, changed);
    }

    public Task DeleteAsync(HttpContext context)
    {
        ApiKey key = FindInForce(context);
        ApiKeyErrors.CheckEtag(key, context.Request.Query["etag"].ToString());
        return AnswerAsync(context, key, store.Delete(key.Id));
    }

    public async Task UndeleteAsync(HttpContext context)
    {
        await ReadAsync<UndeleteKeyRequest>(context);
        ApiKey key = Find(context);
        if (key.DeleteTime is null)
        {
            throw new ApiException(ApiStatus.FailedPrecondition, $"Key {key.Id} is not deleted.");
        }

        await AnswerAsync(context, key, store.Undelete(key.Id));
    }

    private static string Project(HttpContext context) => (string)context.Request.RouteValues["project"]!;

    private static ValueTask<T> ReadAsync<T>(HttpContext context)
        where T : WireMessage =>
        RequestBody.ReadAsync(context, ApiKeysSurface.Package, static (body, package) => WireJson.ReadRequest<T>(body, WireDialect.Merged, package));

    private Task AnswerAsync(HttpContext context, ApiKey key, bool done) =>
        done ? DoneOperation.WriteAsync(context, key.Id, ApiKeyShape.Show(Find(context))) : throw ApiKeyErrors.NotFound(key.Id);

    private ApiKey FindInForce(HttpContext context) => Find(context) is { DeleteTime: null } key ? key : throw ApiKeyErrors.Deleted(context);

    private ApiKey Find(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["key"]!;
        return store.FindById(id) is { } key && key.Project == Project(context) ? key : throw ApiKeyErrors.NotFound(id);
    }
}
