using Castor.Protocol;
using Castor.Server.FrontEnd;
using Castor.Storage.Keys;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.ApiKeys;

/// <summary>The refusals of the API Keys API.</summary>
internal static class ApiKeyErrors
{
    public static ApiException Invalid(string field, string description) => ApiException.InvalidArgument(
        $"Invalid value at '{field}': {description}", new BadRequest { FieldViolations = [new FieldViolation { Field = field, Description = description }] });

    public static ApiException NotFound(string id) => new(ApiStatus.NotFound, $"Key {id} is not found in this project.");

    public static ApiException Deleted(HttpContext context) =>
        new(ApiStatus.FailedPrecondition, $"Key {context.Request.RouteValues["key"]} is deleted. Undelete it first.");

    public static ApiException StringNotKept(ApiKey key) => new(
        ApiStatus.FailedPrecondition,
        $"The string of key {key.ResourceId} cannot be shown: Castor keeps only its hash. It was shown once, when the key was made. Make another key in its place.",
        new ErrorInfo { Reason = "KEY_STRING_NOT_KEPT", Domain = FrontEndRegistration.ErrorDomain });

    /// <exception cref="ApiException">The key has changed since the caller read it.</exception>
    public static void CheckEtag(ApiKey key, string? etag)
    {
        if (!string.IsNullOrEmpty(etag) && etag != ApiKeyShape.Etag(key))
        {
            throw new ApiException(ApiStatus.Aborted, $"Key {key.ResourceId} has changed: its etag is another than the one given. Read it again.");
        }
    }
}
