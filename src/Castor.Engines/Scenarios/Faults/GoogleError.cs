using Castor.Protocol;

namespace Castor.Engines.Scenarios.Faults;

/// <summary>A failure as the service itself words it.</summary>
/// <param name="Name">The name that scenario files use.</param>
/// <param name="Status">The canonical code.</param>
/// <param name="Message">The text.</param>
/// <param name="Details">The typed details.</param>
internal sealed record GoogleError(
    string Name, ApiStatus Status, Func<ErrorScene, string> Message, Func<ErrorScene, IReadOnlyList<ErrorDetail>> Details)
{
    public GoogleError(string name, ApiStatus status, string message)
        : this(name, status, _ => message, static _ => [])
    {
    }
}
