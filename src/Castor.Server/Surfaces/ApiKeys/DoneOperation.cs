using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Protocol.ApiKeys;
using Castor.Protocol.Json;
using Castor.Server.Http;
using Castor.Storage.Keys;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.ApiKeys;

/// <summary>
/// A long-running operation that is done when it is told of: Google's take a moment, these do not. Whoever asks for it later gets the key as it is then, without its string.
/// <see href="https://cloud.google.com/api-keys/docs/reference/rest/Shared.Types/Operation"/>
/// </summary>
internal static class DoneOperation
{
    private const string TypeUrl = "type.googleapis.com/google.api.apikeys.v2.Key";

    private const string IdPrefix = "akmf.";
    private const string Prefix = "operations/" + IdPrefix;

    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions s_pretty = new(s_compact) { WriteIndented = true };

    /// <summary>The name of an operation on a key.</summary>
    public static string Name(ApiKey key, DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{key.Id}.{time.ToUnixTimeMilliseconds():x}");

    /// <summary>The id of the key that an operation is about, by the last part of its name; null for no operation.</summary>
    public static string? KeyIdOf(string operation)
    {
        int end = operation.LastIndexOf('.');
        return operation.StartsWith(IdPrefix, StringComparison.Ordinal)
            && end > IdPrefix.Length
            && long.TryParse(operation.AsSpan(end + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            ? operation[IdPrefix.Length..end]
            : null;
    }

    /// <summary>Tells of an operation, with the fields and in the layout that the client asks for.</summary>
    public static Task WriteAsync(HttpContext context, string name, ApiKeyResource key, SystemParameters parameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        WireJson.Write(buffer, new KeyOperation { Name = name, Done = true, Response = key }, JsonStyle.Compact, parameters.Mask);
        JsonObject operation = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        if (operation["response"] is JsonObject response)
        {
            response.Insert(0, "@type", TypeUrl);
        }

        context.Response.ContentType = JsonAnswer.ContentType;
        return context.Response.WriteAsync(operation.ToJsonString(parameters.Style == JsonStyle.Compact ? s_compact : s_pretty) + "\n", context.RequestAborted);
    }
}
