using Castor.Protocol;
using Castor.Server.Surfaces.OpenAi;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Surfaces.Vertex;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity.Roles;

/// <summary>Holds a known caller to its roles and to its own project.</summary>
internal static class AccessRules
{
    private const string QuotaProjectHeader = "x-goog-user-project";
    private const string Projects = "/projects/";

    /// <summary>Whether an endpoint speaks as Vertex AI does.</summary>
    public static bool IsOfVertex(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<ITwin>() is VertexTwin || endpoint?.Metadata.GetMetadata<OpenAiDoor>() is { IsVertex: true };

    /// <summary>The permission that an endpoint asks for; null where the role of a user of the Developer API is enough.</summary>
    public static RequiredPermission? PermissionOf(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<RequiredPermission>() ?? (IsOfVertex(endpoint) ? RequiredPermission.Predict : null);

    /// <exception cref="ApiException">The caller lacks the role, or the project is another's.</exception>
    public static void Enforce(HttpContext context, Caller caller)
    {
        Endpoint? endpoint = context.GetEndpoint();
        string? project = ProjectOf(context.Request.Path.Value);
        if (PermissionOf(endpoint) is { } permission)
        {
            if ((caller.Roles & permission.Roles) == 0 || (project is not null && project != caller.Project))
            {
                throw RoleErrors.PermissionDenied(permission, ResourceOf(context));
            }
        }
        else if ((caller.Roles & CallerRoles.User) == 0)
        {
            throw RoleErrors.NotAUser();
        }

        // A header, so that Google's own libraries can say whose quota counts; a caller has one project, its own.
        string quotaProject = context.Request.Headers[QuotaProjectHeader].ToString();
        if (quotaProject.Length > 0 && quotaProject != caller.Project)
        {
            throw RoleErrors.QuotaProjectDenied(quotaProject, IdentityErrors.Service(context));
        }
    }

    /// <summary>The project that a path names behind its version.</summary>
    internal static string? ProjectOf(string? path)
    {
        int start = path is null ? -1 : path.IndexOf('/', 1);
        if (start < 0 || !path.AsSpan(start).StartsWith(Projects))
        {
            return null;
        }

        ReadOnlySpan<char> rest = path.AsSpan(start + Projects.Length);
        int end = rest.IndexOf('/');
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    private static string ResourceOf(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ApiMethod>() is { } method)
        {
            return RequestedModel.Resource(context, method);
        }

        string path = context.Request.Path.Value!.TrimEnd('/');
        return path[(path.IndexOf('/', 1) + 1)..];
    }
}
