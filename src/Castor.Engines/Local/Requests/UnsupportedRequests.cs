using Castor.Protocol;

namespace Castor.Engines.Local.Requests;

/// <summary>Refuses what local weights cannot keep yet, so that nothing is only hoped for.</summary>
internal static class UnsupportedRequests
{
    /// <summary>Looks through a request.</summary>
    /// <exception cref="ApiException">It asks for something that is not there.</exception>
    public static void Refuse(GenerateContentRequest request)
    {
        GenerationConfig? config = request.GenerationConfig;
        if (config?.ResponseMimeType is { } type && type is not ("" or "text/plain" or "application/json" or "text/x.enum"))
        {
            throw new ApiException(ApiStatus.Unimplemented, $"Local weights do not answer in '{type}'.");
        }

        if (config?.ResponseModalities is { } modalities && modalities.Any(m => m != Modality.Text))
        {
            throw new ApiException(ApiStatus.Unimplemented, "Local weights answer in text only.");
        }
    }
}
