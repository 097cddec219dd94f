using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Castor.Cli.Tests.Models;

/// <summary>What a server was asked.</summary>
internal sealed record SeenRequest(string Path, long? From, long? To, string? Authorization)
{
    public static SeenRequest Of(HttpRequest request)
    {
        RangeItemHeaderValue? range = request.GetTypedHeaders().Range?.Ranges.Single();
        return new SeenRequest(request.Path.Value!, range?.From, range?.To, request.Headers.Authorization.FirstOrDefault());
    }
}
