namespace Castor.Server.Surfaces.Developer;

/// <summary>Which method of which version an endpoint is; endpoint metadata.</summary>
/// <param name="Version">The API version of the path, such as <c>v1beta</c>.</param>
/// <param name="Name">The method, such as <c>generateContent</c>.</param>
internal sealed record ApiMethod(string Version, string Name);
