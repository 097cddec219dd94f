using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces;

/// <summary>Has an engine count the tokens of a prompt, for every door.</summary>
internal sealed class CountingLoop(EngineRouter router, TimeProvider time)
{
    /// <summary>The prompt that is counted: that of a whole request, or of the fields beside it.</summary>
    public static GenerateContentRequest ToCounted(CountTokensRequest request) => request.GenerateContentRequest ?? new GenerateContentRequest
    {
        Contents = request.Contents,
        SystemInstruction = request.SystemInstruction,
        Tools = request.Tools,
        GenerationConfig = request.GenerationConfig,
    };

    /// <summary>Counts a prompt that has been checked.</summary>
    /// <exception cref="ApiException">The engine of the model does not count, or refuses the prompt; or the deadline passed.</exception>
    public async ValueTask<CountTokensResponse> CountAsync(HttpContext context, GenerateContentRequest counted, ModelEntry model, ServiceTwin twin)
    {
        IEngine engine = router.Find(model);
        ITokenCounter counter = engine as ITokenCounter ?? throw ApiException.Unimplemented();
        GenerationCall call = GenerationCalls.Create(context, counted, model, streamed: false) with { Twin = twin };
        using var deadline = Deadline.Of(context, time);
        try
        {
            CountTokensResponse answer = await counter.CountTokensAsync(call, deadline.Token);
            context.Response.Headers[EngineHeader.Name] = engine.Name;
            return answer;
        }
        catch (OperationCanceledException) when (deadline.Expired)
        {
            throw Deadline.Exceeded();
        }
    }
}
