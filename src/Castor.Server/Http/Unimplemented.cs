using Castor.Protocol;

namespace Castor.Server.Http;

/// <summary>Google's answer where there is nothing.</summary>
internal static class Unimplemented
{
    public static ApiException Error() => new(ApiStatus.Unimplemented, "Operation is not implemented, or supported, or enabled.");
}
