using Castor.Protocol;
using Castor.Protocol.OpenAi;
using Castor.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Reads a request's body as one message of the dialect.</summary>
internal static class OpenAiBody
{
    /// <summary>Reads the body: the Developer API refuses parameters that it does not know, Vertex AI leaves them aside.</summary>
    /// <exception cref="ApiException">The body is too large or is no such message.</exception>
    public static ValueTask<T> ReadAsync<T>(HttpContext context, OpenAiDoor door, bool lenient = false)
        where T : WireMessage => RequestBody.ReadAsync<T, string>(
            context,
            door.Package,
            door.IsLenient || lenient ? OpenAiJson.ReadLenient<T> : OpenAiJson.ReadRequest<T>);
}
