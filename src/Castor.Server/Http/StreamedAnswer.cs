using System.IO.Pipelines;
using Castor.Engines;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Protocol.Sse;
using Castor.Server.Surfaces;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>Writes chunks as server-sent events or as the members of one JSON array, one write a chunk.</summary>
internal sealed class StreamedAnswer(HttpContext context, SystemParameters parameters, ITwin twin, GenerationCall call) : IAnswerStream
{
    private readonly PipeWriter _output = context.Response.BodyWriter;
    private readonly JsonArrayFrame? _array = parameters.EventStream ? null : new JsonArrayFrame(parameters.Style);

    /// <summary>Whether the status is out, so that a failure can only be told in the stream.</summary>
    public bool Started { get; private set; }

    public IAsyncEnumerable<GenerateContentResponse> Shape(IAsyncEnumerable<GenerateContentResponse> chunks) => twin.Shape(chunks, call);

    /// <summary>Sets the headers.</summary>
    public void Start(string engine)
    {
        HttpResponse response = context.Response;
        response.ContentType = parameters.EventStream ? "text/event-stream" : JsonAnswer.ContentType;
        response.Headers.ContentDisposition = "attachment";
        response.Headers[EngineHeader.Name] = engine;
        Started = true;
    }

    /// <summary>Writes and flushes a chunk; false when the client is gone.</summary>
    public async ValueTask<bool> WriteAsync(GenerateContentResponse chunk, CancellationToken cancellationToken)
    {
        if (_array is null)
        {
            SseFrame.Write(_output, chunk, parameters.Mask);
        }
        else
        {
            _array.Write(_output, chunk, parameters.Mask);
        }

        return !(await _output.FlushAsync(cancellationToken)).IsCompleted;
    }

    /// <summary>Tells of a failure in mid-stream: a bare JSON object as a write of its own.</summary>
    public async Task WriteErrorAsync(ApiException exception)
    {
        await LateFailure.SettleAsync(context);
        if (_array is null)
        {
            WireJson.Write(_output, exception.ToResponse(), JsonStyle.Pretty);
        }
        else
        {
            _array.Write(_output, exception.ToResponse());
        }

        await _output.FlushAsync(context.RequestAborted);
    }

    /// <summary>Ends the array.</summary>
    public async ValueTask CompleteAsync()
    {
        if (_array is not null)
        {
            _array.Complete(_output);
            await _output.FlushAsync(context.RequestAborted);
        }
    }
}
