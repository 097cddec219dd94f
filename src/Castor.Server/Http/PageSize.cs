using System.Globalization;
using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>The <c>pageSize</c> of a list, which may also be spelled as in the proto: <c>page_size</c>.</summary>
internal static class PageSize
{
    /// <summary>The size; 0 where none is given.</summary>
    /// <exception cref="ApiException">It is no number.</exception>
    public static int Read(HttpRequest request)
    {
        string size = request.Query["pageSize"].ToString();
        size = size.Length > 0 ? size : request.Query["page_size"].ToString();
        if (size.Length == 0)
        {
            return 0;
        }

        string text = $"Invalid value at 'page_size' (TYPE_INT32), \"{size}\"";
        return int.TryParse(size, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw ApiException.InvalidArgument(text, new BadRequest { FieldViolations = [new FieldViolation { Field = "page_size", Description = text }] });
    }
}
