using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Http;

/// <summary>Keeps a failure in mid-stream apart from the chunk before it.</summary>
/// <remarks>
/// An SDK knows a bare error object only where it comes as a read of its own, and a reset connection takes along what the client has not read yet;
/// so what was written before is given the time to arrive.
/// </remarks>
internal static class LateFailure
{
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for what was written to arrive.</summary>
    public static Task SettleAsync(HttpContext context) =>
        context.Response.HasStarted ? Task.Delay(s_settling, context.RequestServices.GetRequiredService<TimeProvider>()) : Task.CompletedTask;
}
