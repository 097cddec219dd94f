using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of what is to be counted.</summary>
internal static class CountTokensRules
{
    /// <summary>Refuses a request with nothing to count. Contents beside a whole request are ignored, as documented.</summary>
    public static void CheckPresence(CountTokensRequest request)
    {
        if (request.GenerateContentRequest is null && request.Contents is not { Count: > 0 })
        {
            throw ApiException.InvalidArgument("CountTokens requires generate_content_request or contents to be set.");
        }
    }
}
