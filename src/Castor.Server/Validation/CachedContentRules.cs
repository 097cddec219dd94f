using Castor.Engines;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of references to cached content.</summary>
internal static class CachedContentRules
{
    private const string Prefix = "cachedContents/";

    /// <summary>Checks the reference of a request.</summary>
    public static void Check(GenerateContentRequest request, TwinRules rules)
    {
        if (request.CachedContent is not { Length: > 0 } name)
        {
            return;
        }

        if (rules.Twin == ServiceTwin.Vertex)
        {
            CheckOnVertex(request, name);
        }

        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name.Length == Prefix.Length)
        {
            throw ApiException.InvalidArgument($"Invalid CachedContent name: {name}.");
        }

        if (HasOwnSetup(request))
        {
            throw ApiException.InvalidArgument(
                "CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.\n\n" +
                "Proposed fix: move those values to CachedContent from GenerateContent request.");
        }

        // Nothing can be cached here yet, so no name is found.
        throw new ApiException(ApiStatus.PermissionDenied, "CachedContent not found (or permission denied)");
    }

    private static void CheckOnVertex(GenerateContentRequest request, string name)
    {
        int resource = name.LastIndexOf(Prefix, StringComparison.Ordinal);
        string id = resource < 0 ? "" : name[(resource + Prefix.Length)..];
        if (id.Length == 0)
        {
            throw ApiException.InvalidArgument($"Invalid CachedContent name: {name}.");
        }

        throw HasOwnSetup(request)
            ? ApiException.InvalidArgument("Tool config, tools and system instruction should not be set in the request when using cached content.")
            : new ApiException(ApiStatus.NotFound, $"Not found: cache content metadata {id}.");
    }

    private static bool HasOwnSetup(GenerateContentRequest request) =>
        request.SystemInstruction is not null || request.Tools is { Count: > 0 } || request.ToolConfig is not null;
}
