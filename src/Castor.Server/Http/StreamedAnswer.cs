using System.Buffers;
using System.IO.Pipelines;
using Castor.Protocol;
using Castor.Protocol.Json;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>Writes chunks as server-sent events or as the members of one JSON array, one write a chunk.</summary>
internal sealed class StreamedAnswer(HttpContext context, SystemParameters parameters)
{
    private readonly PipeWriter _output = context.Response.BodyWriter;
    private bool _first = true;

    /// <summary>Whether the status is out, so that a failure can only be told in the stream.</summary>
    public bool Started { get; private set; }

    /// <summary>Sets the headers.</summary>
    public void Start(string engine)
    {
        HttpResponse response = context.Response;
        response.ContentType = parameters.EventStream ? "text/event-stream" : JsonAnswer.ContentType;
        response.Headers.ContentDisposition = "attachment";
        response.Headers[Surfaces.Developer.EngineHeader.Name] = engine;
        Started = true;
    }

    /// <summary>Writes and flushes a chunk.</summary>
    public async ValueTask WriteAsync(GenerateContentResponse chunk, CancellationToken cancellationToken)
    {
        if (parameters.EventStream)
        {
            _output.Write("data: "u8);
            WireJson.Write(_output, chunk, JsonStyle.Spaced);
            _output.Write("\r\n\r\n"u8);
        }
        else
        {
            _output.Write(_first ? "["u8 : ",\r\n"u8);
            WireJson.Write(_output, chunk, parameters.Style);
        }

        _first = false;
        await _output.FlushAsync(cancellationToken);
    }

    /// <summary>Tells of a failure in mid-stream: a bare JSON object as a write of its own.</summary>
    public async Task WriteErrorAsync(ApiException exception)
    {
        if (!parameters.EventStream)
        {
            _output.Write(_first ? "["u8 : ",\r\n"u8);
        }

        WireJson.Write(_output, exception.ToResponse(), JsonStyle.Pretty);
        _first = false;
        await _output.FlushAsync(context.RequestAborted);
    }

    /// <summary>Ends the array.</summary>
    public async ValueTask CompleteAsync()
    {
        if (!parameters.EventStream)
        {
            _output.Write(_first ? "[]\n"u8 : "]\n"u8);
            await _output.FlushAsync(context.RequestAborted);
        }
    }
}
