using System.Text.Json;
using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Vertex;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Vertex;

/// <summary><c>{model}:countTokens</c> and <c>:computeTokens</c>.</summary>
internal sealed class VertexTokenEndpoints(EngineRouter router, CountingLoop loop)
{
    private const string User = "user";

    public async Task CountAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<CountTokensResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        CountTokensRequest request = await RequestBody.ReadAsync<CountTokensRequest>(context, method);
        GenerateContentRequest counted = CountingLoop.ToCounted(
            request.Contents is { Count: > 0 } ? request : request with { Contents = ToContents(request.Instances) });
        VertexRequests.CheckCounted(counted, model);
        CountTokensResponse answer = await loop.CountAsync(context, counted, model, ServiceTwin.Vertex);
        int billable = BillableCharacters.Count(counted);
        await JsonAnswer.WriteAsync(
            context,
            answer with { TotalBillableCharacters = billable > 0 ? billable : null, CachedContentTokenCount = null, CacheTokensDetails = null },
            parameters);
    }

    public async Task ComputeAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<ComputeTokensResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        ComputeTokensRequest request = await RequestBody.ReadAsync<ComputeTokensRequest>(context, method);
        IReadOnlyList<Content> contents = request.Contents is { Count: > 0 } given ? given : ToContents(request.Instances);
        VertexRequests.CheckCounted(new GenerateContentRequest { Contents = contents }, model);
        IEngine engine = router.Find(model);
        ITokenLister lister = engine as ITokenLister ?? throw ApiException.Unimplemented();
        var infos = new List<TokensInfo>(contents.Count);
        foreach (Content content in contents)
        {
            infos.Add(await ListAsync(lister, model, content, context.RequestAborted));
        }

        context.Response.Headers[EngineHeader.Name] = engine.Name;
        await JsonAnswer.WriteAsync(context, new ComputeTokensResponse { TokensInfo = infos }, parameters);
    }

    private static async Task<TokensInfo> ListAsync(ITokenLister lister, ModelEntry model, Content content, CancellationToken cancellationToken)
    {
        var tokens = new List<TextToken>();
        foreach (string text in content.Parts!.Select(part => part.Text).OfType<string>())
        {
            tokens.AddRange(await lister.ListTokensAsync(model, text, cancellationToken));
        }

        return new TokensInfo
        {
            Role = content.Role ?? User,
            TokenIds = [.. tokens.Select(token => (long)token.Id)],
            Tokens = [.. tokens.Select(token => token.Bytes)],
        };
    }

    private static Content[] ToContents(IReadOnlyList<JsonElement>? instances) => [.. (instances ?? []).Select(ToContent)];

    private static Content ToContent(JsonElement instance, int index)
    {
        foreach (string field in (string[])["prompt", "content"])
        {
            if (instance.ValueKind == JsonValueKind.Object && instance.TryGetProperty(field, out JsonElement text) && text.ValueKind == JsonValueKind.String)
            {
                return new Content { Role = User, Parts = [new Part { Text = text.GetString() }] };
            }
        }

        throw ApiException.InvalidArgument($"Invalid value at 'instances[{index}]': an object with the text as 'prompt' or 'content' is expected.");
    }
}
