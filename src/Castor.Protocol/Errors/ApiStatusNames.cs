namespace Castor.Protocol;

/// <summary>The wire names and HTTP statuses of the canonical codes.</summary>
public static class ApiStatusNames
{
    /// <summary>The HTTP status that the REST front end answers with.</summary>
    public static int ToHttpStatus(this ApiStatus status) => status switch
    {
        ApiStatus.Cancelled => 499,
        ApiStatus.InvalidArgument or ApiStatus.FailedPrecondition or ApiStatus.OutOfRange => 400,
        ApiStatus.DeadlineExceeded => 504,
        ApiStatus.NotFound => 404,
        ApiStatus.AlreadyExists or ApiStatus.Aborted => 409,
        ApiStatus.PermissionDenied => 403,
        ApiStatus.ResourceExhausted => 429,
        ApiStatus.Unimplemented => 501,
        ApiStatus.Unavailable => 503,
        ApiStatus.Unauthenticated => 401,
        _ => 500,
    };

    /// <summary>The name of the code, such as <c>INVALID_ARGUMENT</c>.</summary>
    public static string ToWireName(this ApiStatus status) => status switch
    {
        ApiStatus.Cancelled => "CANCELLED",
        ApiStatus.InvalidArgument => "INVALID_ARGUMENT",
        ApiStatus.DeadlineExceeded => "DEADLINE_EXCEEDED",
        ApiStatus.NotFound => "NOT_FOUND",
        ApiStatus.AlreadyExists => "ALREADY_EXISTS",
        ApiStatus.PermissionDenied => "PERMISSION_DENIED",
        ApiStatus.ResourceExhausted => "RESOURCE_EXHAUSTED",
        ApiStatus.FailedPrecondition => "FAILED_PRECONDITION",
        ApiStatus.Aborted => "ABORTED",
        ApiStatus.OutOfRange => "OUT_OF_RANGE",
        ApiStatus.Unimplemented => "UNIMPLEMENTED",
        ApiStatus.Internal => "INTERNAL",
        ApiStatus.Unavailable => "UNAVAILABLE",
        ApiStatus.DataLoss => "DATA_LOSS",
        ApiStatus.Unauthenticated => "UNAUTHENTICATED",
        _ => "UNKNOWN",
    };

    /// <summary>The code of a name; false for a name that is none.</summary>
    public static bool TryParse(string name, out ApiStatus status)
    {
        foreach (ApiStatus candidate in Enum.GetValues<ApiStatus>())
        {
            if (candidate.ToWireName() == name)
            {
                status = candidate;
                return true;
            }
        }

        status = default;
        return false;
    }
}
