using System.Buffers;
using Castor.Engines;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Protocol.Sse;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Http;

/// <summary>Renders every failure in the shape of the endpoint's own surface; the only place that writes an error before the first byte.</summary>
internal sealed partial class ErrorHandling(RequestDelegate next, ErrorRendering rendering, ILogger<ErrorHandling> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has hung up: nobody is there to tell.
        }
        catch (ConnectionCutException)
        {
            await LateFailure.SettleAsync(context);
            context.Abort();
        }
        catch (Exception exception)
        {
            if (context.Response.HasStarted)
            {
                Log.LateFailure(logger, exception);
                context.Abort();
                return;
            }

            await WriteAsync(context, rendering.ToApiException(exception));
        }
    }

    private static async Task WriteAsync(HttpContext context, ApiException exception)
    {
        ErrorShape shape = context.GetEndpoint()?.Metadata.GetMetadata<ErrorShapeMetadata>()?.Shape ?? ErrorShape.Object;
        bool eventStream = shape == ErrorShape.Stream && SystemParameters.AsksForEvents(context.Request);
        HttpResponse response = context.Response;
        // What the front end has set stays: a page could not read the error without its CORS headers.
        response.Headers.ContentDisposition = default;
        response.StatusCode = exception.HttpStatus;
        response.ContentType = eventStream && !IsKeyError(exception) ? "text/event-stream" : JsonAnswer.ContentType;
        var body = new ArrayBufferWriter<byte>(1024);
        if (shape == ErrorShape.Interactions && !IsKeyError(exception))
        {
            InteractionsError.Write(body, exception);
        }
        else if (shape is ErrorShape.Stream or ErrorShape.Array && !eventStream)
        {
            var array = new JsonArrayFrame();
            array.Write(body, exception.ToResponse());
            array.Complete(body);
        }
        else
        {
            WireJson.Write(body, exception.ToResponse(), JsonStyle.Pretty);
        }

        response.ContentLength = body.WrittenCount;
        await response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    /// <summary>The front end refuses keys before it knows of a stream, so these come as JSON even there.</summary>
    private static bool IsKeyError(ApiException exception) =>
        exception.Status is ApiStatus.Unauthenticated or ApiStatus.PermissionDenied
        || exception.Details.Any(d => d is ErrorInfo { Reason: "API_KEY_INVALID" });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A request failed after its first byte.")]
        public static partial void LateFailure(ILogger logger, Exception exception);
    }
}
