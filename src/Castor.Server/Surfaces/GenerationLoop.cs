using Castor.Engines;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Safety;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Usage;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces;

/// <summary>Has an engine answer a validated request, for every door: deadline, meter and the name of the engine are its business.</summary>
internal sealed class GenerationLoop(EngineRouter router, ErrorRendering errors, UsageMeter meter, TimeProvider time, SafetyFilter? filter = null)
{
    /// <summary>The whole answer.</summary>
    /// <exception cref="ApiException">The engine or the deadline refuses.</exception>
    public async ValueTask<GenerateContentResponse> AnswerAsync(HttpContext context, GenerationCall call, string operation)
    {
        IEngine engine = router.Find(call.Model);
        using var deadline = Deadline.Of(context, time);
        long started = meter.Start();
        try
        {
            GenerateContentResponse answer = await ResponseFold.FoldAsync(Generate(engine, call, deadline));
            meter.Record(call.Model, operation, answer.UsageMetadata, started);
            context.Response.Headers[EngineHeader.Name] = engine.Name;
            return answer;
        }
        catch (OperationCanceledException) when (deadline.Expired)
        {
            throw Deadline.Exceeded();
        }
    }

    /// <summary>Hands the answer over as it comes.</summary>
    /// <exception cref="ApiException">The engine or the deadline refuses before the first chunk.</exception>
    public async Task StreamAsync<TAnswer>(HttpContext context, GenerationCall call, string operation, TAnswer answer)
        where TAnswer : IAnswerStream
    {
        IEngine engine = router.Find(call.Model);
        using var deadline = Deadline.Of(context, time);
        long started = meter.Start();
        UsageMetadata? usage = null;
        IAsyncEnumerator<GenerateContentResponse> chunks = answer.Shape(Generate(engine, call, deadline)).GetAsyncEnumerator(deadline.Token);
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
                meter.Record(call.Model, operation, usage, started);
            }
        }

        await answer.CompleteAsync();
    }

    private IAsyncEnumerable<GenerateContentResponse> Generate(IEngine engine, GenerationCall call, Deadline deadline)
    {
        GenerationCall timed = deadline.IsSet ? call with { HasDeadline = true } : call;
        return filter is null ? engine.GenerateAsync(timed, deadline.Token) : filter.GenerateAsync(engine, timed, deadline.Token);
    }

    private static Task FailAsync<TAnswer>(TAnswer answer, ApiException exception)
        where TAnswer : IAnswerStream => answer.Started ? answer.WriteErrorAsync(exception) : throw exception;
}
