using Castor.Protocol;

namespace Castor.Server.Identity.Roles;

/// <summary>The refusals of Google's access management, as recorded.</summary>
internal static class RoleErrors
{
    public static ApiException PermissionDenied(RequiredPermission permission, string resource) => new(
        ApiStatus.PermissionDenied,
        $"Permission '{permission.Name}' denied on resource '//{permission.Service}/{resource}' (or it may not exist).",
        new ErrorInfo
        {
            Reason = "IAM_PERMISSION_DENIED",
            Domain = permission.Service,
            Metadata = new Dictionary<string, string> { ["permission"] = permission.Name, ["resource"] = resource },
        });

    public static ApiException NotAUser() => new(ApiStatus.PermissionDenied, "The caller does not have permission");

    public static ApiException QuotaProjectDenied(string project, string service) => new(
        ApiStatus.PermissionDenied,
        $"Caller does not have required permission to use project {project}. Grant the caller the roles/serviceusage.serviceUsageConsumer role, "
        + "or a custom role with the serviceusage.services.use permission.",
        new ErrorInfo
        {
            Reason = "USER_PROJECT_DENIED",
            Domain = "googleapis.com",
            Metadata = new Dictionary<string, string> { ["service"] = service, ["consumer"] = $"projects/{project}" },
        });
}
