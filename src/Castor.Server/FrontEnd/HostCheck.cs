using Castor.Protocol;
using Castor.Server.Identity;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.FrontEnd;

/// <summary>
/// Refuses a <c>Host</c> that is not loopback while the server listens on loopback: a page whose own name has been pointed at this
/// machine (DNS rebinding) would pass for a local one. A server that others reach may have any name; there the keys are the guard.
/// </summary>
internal sealed class HostCheck(RequestDelegate next, CastorOptions options)
{
    private readonly bool _anyHost = ExposureRule.IsExposed(options);

    public Task InvokeAsync(HttpContext context)
    {
        // Only HTTP/1.0 may leave the header out, and no browser speaks that.
        HostString host = context.Request.Host;
        return _anyHost || !host.HasValue || LoopbackHost.Matches(host.Value) ? next(context) : throw Refusal(host.Value!);
    }

    private static ApiException Refusal(string host) => new(
        ApiStatus.PermissionDenied,
        $"Requests for host {host} are blocked. This server answers for localhost, 127.0.0.1 and [::1] alone; "
        + "a proxy before it has to send one of these as the Host.",
        new ErrorInfo { Reason = "HOST_BLOCKED", Domain = FrontEndRegistration.ErrorDomain });
}
