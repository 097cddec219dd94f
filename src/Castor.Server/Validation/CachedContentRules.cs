using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of references to cached content.</summary>
internal static class CachedContentRules
{
    private const string Prefix = "cachedContents/";

    /// <summary>Checks the reference of a request.</summary>
    public static void Check(GenerateContentRequest request)
    {
        if (request.CachedContent is not { Length: > 0 } name)
        {
            return;
        }

        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name.Length == Prefix.Length)
        {
            throw ApiException.InvalidArgument($"Invalid CachedContent name: {name}.");
        }

        if (request.SystemInstruction is not null || request.Tools is { Count: > 0 } || request.ToolConfig is not null)
        {
            throw ApiException.InvalidArgument(
                "CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.\n\n" +
                "Proposed fix: move those values to CachedContent from GenerateContent request.");
        }

        // Nothing can be cached here yet, so no name is found.
        throw new ApiException(ApiStatus.PermissionDenied, "CachedContent not found (or permission denied)");
    }
}
