using Castor.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Castor.Server.Identity.Tokens;

/// <summary>Reads the small forms of OAuth.</summary>
internal static class FormBody
{
    private const int Largest = 64 * 1024;

    /// <summary>The fields; none for a body that is no form.</summary>
    public static async ValueTask<IFormCollection> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return FormCollection.Empty;
        }

        try
        {
            return await context.Request.ReadFormAsync(
                new FormOptions { BufferBodyLengthLimit = Largest, MultipartBodyLengthLimit = Largest, KeyLengthLimit = 256, ValueLengthLimit = Largest, ValueCountLimit = 64 },
                context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            throw ApiException.InvalidArgument("The form could not be read.");
        }
    }
}
