using System.Globalization;
using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Size">How many entries; 0 where none is given.</param>
/// <param name="Token">The <c>nextPageToken</c> of the page before; empty for the first.</param>
internal readonly record struct PageQuery(int Size, string Token)
{
    /// <summary>The field of the size.</summary>
    public const string SizeField = "pageSize";

    /// <summary>The field of the token.</summary>
    public const string TokenField = "pageToken";

    /// <summary>Reads the query.</summary>
    /// <exception cref="ApiException">The size is no number.</exception>
    public static PageQuery Read(HttpRequest request)
    {
        string token = QueryFields.Value(request, TokenField);
        string size = QueryFields.Value(request, SizeField);
        if (size.Length == 0)
        {
            return new PageQuery(0, token);
        }

        return int.TryParse(size, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? new PageQuery(number, token)
            : throw QueryFields.Invalid("page_size", "TYPE_INT32", size);
    }
}
