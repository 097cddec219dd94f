using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Protocol.ApiKeys;
using Castor.Protocol.Json;
using Castor.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.ApiKeys;

/// <summary>
/// A long-running operation that is done when it is told of: Google's take a moment, these do not. Clients ask for an operation again only while it is not done.
/// <see href="https://cloud.google.com/api-keys/docs/reference/rest/Shared.Types/Operation"/>
/// </summary>
internal static class DoneOperation
{
    private const string TypeUrl = "type.googleapis.com/google.api.apikeys.v2.Key";

    private static readonly JsonSerializerOptions s_pretty = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpContext context, string id, ApiKeyResource key)
    {
        var buffer = new ArrayBufferWriter<byte>();
        WireJson.Write(buffer, key, JsonStyle.Compact);
        JsonObject response = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        response.Insert(0, "@type", TypeUrl);
        var operation = new JsonObject { ["name"] = $"operations/akmf.{id}", ["done"] = true, ["response"] = response };
        context.Response.ContentType = JsonAnswer.ContentType;
        return context.Response.WriteAsync(operation.ToJsonString(s_pretty) + "\n", context.RequestAborted);
    }
}
