using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Usage;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Twins;

/// <summary><c>{model}:streamGenerateContent</c>: the answer as it comes, as server-sent events or as a streamed JSON array.</summary>
internal sealed class StreamGenerateContentEndpoint(EngineRouter router, ErrorRendering errors, UsageMeter meter, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<GenerateContentResponse>(context.Request, streaming: true);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        GenerateContentRequest request = await RequestBody.ReadAsync<GenerateContentRequest>(context, method);
        GenerationCall call = method.Twin.CreateCall(context, request, model, streamed: true);
        IEngine engine = router.Find(model);
        using var deadline = Deadline.Of(context, time);
        long started = meter.Start();
        UsageMetadata? usage = null;
        var answer = new StreamedAnswer(context, parameters);
        IAsyncEnumerator<GenerateContentResponse> chunks = method.Twin
            .Shape(engine.GenerateAsync(call, deadline.Token), call)
            .GetAsyncEnumerator(deadline.Token);
        await using (chunks.ConfigureAwait(false))
        {
            try
            {
                // Nothing is written before the first chunk is there, so that an early failure still has its status.
                bool more = await chunks.MoveNextAsync();
                answer.Start(engine.Name);
                while (more && await answer.WriteAsync(chunks.Current, deadline.Token))
                {
                    usage = chunks.Current.UsageMetadata ?? usage;
                    more = await chunks.MoveNextAsync();
                }
            }
            catch (OperationCanceledException) when (deadline.Expired)
            {
                await FailAsync(answer, Deadline.Exceeded());
            }
            catch (Exception exception) when (answer.Started && exception is not (OperationCanceledException or ConnectionCutException))
            {
                await FailAsync(answer, errors.ToApiException(exception));
            }
            finally
            {
                meter.Record(model, method.Name, usage, started);
            }
        }

        await answer.CompleteAsync();
    }

    private static Task FailAsync(StreamedAnswer answer, ApiException exception) =>
        answer.Started ? answer.WriteErrorAsync(exception) : throw exception;
}
