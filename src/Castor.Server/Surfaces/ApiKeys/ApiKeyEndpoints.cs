using Castor.Protocol;
using Castor.Protocol.ApiKeys;
using Castor.Protocol.Json;
using Castor.Server.Http;
using Castor.Server.Identity;
using Castor.Server.Identity.Roles;
using Castor.Storage.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Castor.Server.Surfaces.ApiKeys;

/// <summary>The methods of the API Keys API. Who calls has been held to the project of the path before.</summary>
internal sealed class ApiKeyEndpoints(ApiKeyStore store, TimeProvider time)
{
    public async Task CreateAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<KeyOperation>(context.Request, fields: "keyId");
        ApiKeyResource wanted = await ReadAsync<ApiKeyResource>(context);
        string id = QueryFields.Value(context.Request, "keyId");
        if (id.Length > 0 && !ApiKeyShape.IsId(id))
        {
            throw ApiKeyErrors.Invalid("key_id", "A key id has 1 to 63 lower-case letters, digits and '-', a letter first and no '-' last.");
        }

        if (id.Length > 0 && store.Find(Project(context), id) is not null)
        {
            throw new ApiException(ApiStatus.AlreadyExists, $"Key {id} already exists.");
        }

        CreatedApiKey created = store.Create(new NewApiKey
        {
            ResourceId = id.Length > 0 ? id : null,
            DisplayName = ApiKeyShape.DisplayName(wanted),
            Project = Project(context),
            Restrictions = ApiKeyShape.Restrictions(wanted),
            Annotations = ApiKeyShape.Annotations(wanted),
        });
        await DoneOperation.WriteAsync(
            context, DoneOperation.Name(created.Key, time.GetUtcNow()), ApiKeyShape.Show(created.Key) with { KeyString = created.Secret }, parameters);
    }

    public Task ListAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<ListKeysResponse>(context.Request, fields: [PageQuery.SizeField, PageQuery.TokenField, "showDeleted"]);
        bool deleted = QueryFields.Flag(context.Request, "showDeleted");
        ApiKey[] keys = [.. store.List(deleted).Where(key => key.Project == Project(context))];
        return JsonAnswer.WriteAsync(context, ApiKeyPages.Get(keys, PageQuery.Read(context.Request)), parameters);
    }

    public Task GetAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<ApiKeyResource>(context.Request);
        return JsonAnswer.WriteAsync(context, ApiKeyShape.Show(Find(context)), parameters);
    }

    /// <summary>Only a hash is kept, so that there is nothing to show.</summary>
    public Task GetKeyStringAsync(HttpContext context)
    {
        QueryFields.Check(context.Request, []);
        throw ApiKeyErrors.StringNotKept(Find(context));
    }

    public async Task PatchAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<KeyOperation>(context.Request, fields: "updateMask");
        ApiKeyResource wanted = await ReadAsync<ApiKeyResource>(context);
        ApiKey key = FindInForce(context);
        ApiKeyErrors.CheckEtag(key, wanted.Etag);
        KeyMask mask = KeyMask.Read(context.Request, wanted);
        bool changed = store.Update(
            key.Id,
            mask.DisplayName ? ApiKeyShape.DisplayName(wanted) : key.DisplayName,
            mask.Restrictions || mask.Annotations ? ApiKeyShape.Restrictions(wanted, key, mask) : key.Restrictions,
            mask.Annotations ? ApiKeyShape.Annotations(wanted) : key.Annotations);
        await AnswerAsync(context, key, changed, parameters);
    }

    public Task DeleteAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<KeyOperation>(context.Request, fields: "etag");
        ApiKey key = FindInForce(context);
        ApiKeyErrors.CheckEtag(key, QueryFields.Value(context.Request, "etag"));
        return AnswerAsync(context, key, store.Delete(key.Id), parameters);
    }

    public async Task UndeleteAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<KeyOperation>(context.Request);
        await ReadAsync<UndeleteKeyRequest>(context);
        ApiKey key = Find(context);
        if (key.DeleteTime is null)
        {
            throw new ApiException(ApiStatus.FailedPrecondition, $"Key {key.ResourceId} is not deleted.");
        }

        await AnswerAsync(context, key, store.Undelete(key.Id), parameters);
    }

    /// <summary>Whose key a string is. A key of another project is refused in the words for no key at all.</summary>
    public Task LookUpAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<LookupKeyResponse>(context.Request, fields: "keyString");
        string text = QueryFields.Value(context.Request, "keyString");
        // Nothing behind this sees a key in a URL.
        context.Request.QueryString = QueryString.Empty;
        if (text.Length == 0)
        {
            throw ApiKeyErrors.Invalid("key_string", "The string of a key is needed.");
        }

        return ApiKeyFormat.IsWellFormed(text) && store.Find(KeyHash.Of(text), deleted: true) is { } key && Owns(context, key)
            ? JsonAnswer.WriteAsync(context, ApiKeyShape.ShowOwner(key), parameters)
            : throw RoleErrors.PermissionDenied(context.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiredPermission>(), "keys");
    }

    /// <summary>An operation that was told of before.</summary>
    public Task GetOperationAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<KeyOperation>(context.Request);
        string operation = (string)context.Request.RouteValues["operation"]!;
        return DoneOperation.KeyIdOf(operation) is { } id && store.FindById(id) is { } key && Owns(context, key)
            ? DoneOperation.WriteAsync(context, $"operations/{operation}", ApiKeyShape.Show(key), parameters)
            : throw new ApiException(ApiStatus.NotFound, "Requested entity was not found.");
    }

    private static bool Owns(HttpContext context, ApiKey key) => context.Features.GetRequiredFeature<Caller>().Owns(key.Project);

    private static string Project(HttpContext context) => (string)context.Request.RouteValues["project"]!;

    private static ValueTask<T> ReadAsync<T>(HttpContext context)
        where T : WireMessage =>
        RequestBody.ReadAsync(context, ApiKeysSurface.Package, static (body, package) => WireJson.ReadRequest<T>(body, WireDialect.Merged, package));

    private Task AnswerAsync(HttpContext context, ApiKey key, bool done, SystemParameters parameters) => done
        ? DoneOperation.WriteAsync(context, DoneOperation.Name(key, time.GetUtcNow()), ApiKeyShape.Show(Find(context)), parameters)
        : throw ApiKeyErrors.NotFound(key.ResourceId);

    private ApiKey FindInForce(HttpContext context) => Find(context) is { DeleteTime: null } key ? key : throw ApiKeyErrors.Deleted(context);

    private ApiKey Find(HttpContext context)
    {
        string id = (string)context.Request.RouteValues["key"]!;
        return store.Find(Project(context), id) ?? throw ApiKeyErrors.NotFound(id);
    }
}
