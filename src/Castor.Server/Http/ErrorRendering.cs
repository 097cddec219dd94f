using Castor.Protocol;
using Castor.Server.FrontEnd;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Http;

/// <summary>Turns any exception into the failure that the client sees.</summary>
internal sealed partial class ErrorRendering(ILogger<ErrorRendering> logger)
{
    private const string InternalMessage =
        "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting";

    /// <summary>The failure as the client is to see it; what is the server's own fault is logged and told without details.</summary>
    public ApiException ToApiException(Exception exception)
    {
        switch (exception)
        {
            case ApiException api:
                return api;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return BodySizeLimit.Refusal();
            case BadHttpRequestException bad:
                return ApiException.InvalidArgument(bad.Message);
            default:
                Log.Failure(logger, exception);
                return new ApiException(ApiStatus.Internal, InternalMessage);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A request failed.")]
        public static partial void Failure(ILogger logger, Exception exception);
    }
}
