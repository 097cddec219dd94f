using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Castor.Protocol;

namespace Castor.Server.Http;

/// <summary>
/// The body of a failure of the Interactions API and what belongs to it: a text and a code in words, no <c>google.rpc.Status</c>.
/// <see href="https://ai.google.dev/gemini-api/docs/api-errors"/>
/// </summary>
internal static class InteractionsError
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"error":{"message":"...","code":"unimplemented"}}</c>.</summary>
    public static void Write(IBufferWriter<byte> output, ApiException exception)
    {
        using var writer = new Utf8JsonWriter(output, s_options);
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", exception.Message);
        writer.WriteString("code", CodeOf(exception.Status));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    internal static string CodeOf(ApiStatus status) => status switch
    {
        ApiStatus.InvalidArgument => "invalid_request",
        ApiStatus.Unauthenticated => "authentication",
        ApiStatus.ResourceExhausted => "too_many_requests",
        ApiStatus.Unavailable => "service_unavailable",
        ApiStatus.FailedPrecondition or ApiStatus.PermissionDenied or ApiStatus.NotFound or ApiStatus.AlreadyExists or ApiStatus.Aborted or ApiStatus.OutOfRange
            or ApiStatus.Cancelled or ApiStatus.Unimplemented or ApiStatus.DeadlineExceeded => status.ToWireName().ToLowerInvariant(),
        _ => "api_error",
    };
}
