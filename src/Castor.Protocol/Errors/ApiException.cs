namespace Castor.Protocol;

/// <summary>A failure of the API, rendered by the door in the shape of its own surface.</summary>
/// <param name="status">The canonical code.</param>
/// <param name="message">The text that the client sees.</param>
/// <param name="details">Typed details that the client sees.</param>
public sealed class ApiException(ApiStatus status, string message, params IReadOnlyList<ErrorDetail> details) : Exception(message)
{
    private const string UnimplementedText = "Operation is not implemented, or supported, or enabled.";

    /// <summary>The canonical code.</summary>
    public ApiStatus Status { get; } = status;

    /// <summary>Typed details, in order.</summary>
    public IReadOnlyList<ErrorDetail> Details { get; } = details;

    /// <summary>The HTTP status, where it is not the code's own.</summary>
    public int HttpStatus { get; init; } = status.ToHttpStatus();

    /// <summary>A request that is wrong whatever the state.</summary>
    public static ApiException InvalidArgument(string message, params IReadOnlyList<ErrorDetail> details) =>
        new(ApiStatus.InvalidArgument, message, details);

    /// <summary>The answer to what the real service has and Castor does not.</summary>
    public static ApiException Unimplemented() => new(ApiStatus.Unimplemented, UnimplementedText);

    /// <summary>The answer to a field that the real service acts on and Castor does not.</summary>
    /// <param name="path">The field, such as <c>tools[0].retrieval</c>.</param>
    public static ApiException Unimplemented(string path) => new(
        ApiStatus.Unimplemented,
        $"{UnimplementedText} Castor does not have {path} yet.",
        new BadRequest { FieldViolations = [new FieldViolation { Field = path, Description = "Castor does not have this yet." }] });

    /// <summary>The body that tells of this failure.</summary>
    public ErrorResponse ToResponse() => new()
    {
        Error = new Status
        {
            Code = HttpStatus,
            Message = Message,
            StatusName = Status.ToWireName(),
            Details = Details.Count == 0 ? null : Details,
        },
    };
}
