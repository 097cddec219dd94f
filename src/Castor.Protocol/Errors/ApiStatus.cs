namespace Castor.Protocol;

/// <summary>The canonical codes of <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">google.rpc.Code</see>.</summary>
public enum ApiStatus
{
    /// <summary>HTTP 499: the caller gave up.</summary>
    Cancelled = 1,

    /// <summary>HTTP 500: an unknown failure.</summary>
    Unknown = 2,

    /// <summary>HTTP 400: the request is wrong whatever the state.</summary>
    InvalidArgument = 3,

    /// <summary>HTTP 504: the deadline passed.</summary>
    DeadlineExceeded = 4,

    /// <summary>HTTP 404: no such resource.</summary>
    NotFound = 5,

    /// <summary>HTTP 409: the resource is there already.</summary>
    AlreadyExists = 6,

    /// <summary>HTTP 403: the caller may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>HTTP 429: a quota is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>HTTP 400: the state does not allow this.</summary>
    FailedPrecondition = 9,

    /// <summary>HTTP 409: a conflict; try the whole again.</summary>
    Aborted = 10,

    /// <summary>HTTP 400: past the end.</summary>
    OutOfRange = 11,

    /// <summary>HTTP 501: not there.</summary>
    Unimplemented = 12,

    /// <summary>HTTP 500: a fault of the server.</summary>
    Internal = 13,

    /// <summary>HTTP 503: try again later.</summary>
    Unavailable = 14,

    /// <summary>HTTP 500: data is lost.</summary>
    DataLoss = 15,

    /// <summary>HTTP 401: the caller is not known.</summary>
    Unauthenticated = 16,
}
