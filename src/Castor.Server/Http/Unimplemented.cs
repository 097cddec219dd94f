using Castor.Protocol;

namespace Castor.Server.Http;

/// <summary>Google's answer where there is nothing.</summary>
internal static class Unimplemented
{
    private const string Text = "Operation is not implemented, or supported, or enabled.";

    public static ApiException Error() => new(ApiStatus.Unimplemented, Text);

    /// <summary>The answer to a field that the real service acts on and Castor does not.</summary>
    /// <param name="path">The field, such as <c>tools[0].retrieval</c>.</param>
    public static ApiException Field(string path) => new(
        ApiStatus.Unimplemented,
        Text,
        new BadRequest { FieldViolations = [new FieldViolation { Field = path, Description = "Castor does not have this yet." }] });
}
