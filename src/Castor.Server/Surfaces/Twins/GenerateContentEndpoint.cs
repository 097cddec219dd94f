using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Usage;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Twins;

/// <summary><c>{model}:generateContent</c>: the whole answer at once.</summary>
internal sealed class GenerateContentEndpoint(EngineRouter router, UsageMeter meter, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<GenerateContentResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        GenerateContentRequest request = await RequestBody.ReadAsync<GenerateContentRequest>(context, method);
        GenerationCall call = method.Twin.CreateCall(context, request, model, streamed: false);
        IEngine engine = router.Find(model);
        using var deadline = Deadline.Of(context, time);
        long started = meter.Start();
        try
        {
            GenerateContentResponse answer = await ResponseFold.FoldAsync(engine.GenerateAsync(call, deadline.Token));
            meter.Record(model, method.Name, answer.UsageMetadata, started);
            context.Response.Headers[EngineHeader.Name] = engine.Name;
            await JsonAnswer.WriteAsync(context, method.Twin.Shape(answer, call), parameters);
        }
        catch (OperationCanceledException) when (deadline.Expired)
        {
            throw Deadline.Exceeded();
        }
    }
}
