using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Castor.Server.FrontEnd;

/// <summary>
/// Takes paths in Google's own spelling alone: the router would take capitals for small letters, and a client that passes here would meet
/// Google's 404 page later.
/// </summary>
internal sealed class ExactPathPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>After the policies for HTTP methods, so that fewer candidates are left.</summary>
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        string path = httpContext.Request.Path.Value ?? "";
        bool misspelled = false;
        for (int i = 0; i < candidates.Count && !misspelled; i++)
        {
            misspelled = candidates.IsValidCandidate(i) && candidates[i].Endpoint is RouteEndpoint endpoint && !Spells(path, endpoint.RoutePattern);
        }

        // Nor is such a path one of those that are published and not there yet: only the page for any path is left.
        for (int i = 0; misspelled && i < candidates.Count; i++)
        {
            candidates.SetValidity(i, candidates[i].Endpoint is RouteEndpoint endpoint && IsOfAnyPath(endpoint.RoutePattern));
        }

        return Task.CompletedTask;
    }

    private static bool IsOfAnyPath(RoutePattern pattern) => pattern.PathSegments is [{ Parts: [RoutePatternParameterPart { IsCatchAll: true }] }];

    /// <summary>Whether a path that matches a pattern but for its capitals has those of the pattern too.</summary>
    internal static bool Spells(ReadOnlySpan<char> path, RoutePattern pattern)
    {
        for (int i = 0; i < pattern.PathSegments.Count; i++)
        {
            RoutePatternPathSegment segment = pattern.PathSegments[i];
            path = path.TrimStart('/');
            int end = path.IndexOf('/');
            ReadOnlySpan<char> written = end < 0 ? path : path[..end];
            // A parameter has any spelling; what stands before or behind it in a segment has its own.
            if ((segment.Parts[0] is RoutePatternLiteralPart first && !written.StartsWith(first.Content, StringComparison.Ordinal))
                || (segment.Parts[^1] is RoutePatternLiteralPart last && !written.EndsWith(last.Content, StringComparison.Ordinal)))
            {
                return false;
            }

            path = path[written.Length..];
        }

        return true;
    }
}
