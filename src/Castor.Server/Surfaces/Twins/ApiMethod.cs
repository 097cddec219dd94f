using Castor.Server.Identity;

namespace Castor.Server.Surfaces.Twins;

/// <summary>Which method of which version of which twin an endpoint is; endpoint metadata.</summary>
/// <param name="Twin">The twin.</param>
/// <param name="Version">The API version of the path, such as <c>v1beta</c>.</param>
/// <param name="Name">The method, such as <c>generateContent</c>.</param>
internal sealed record ApiMethod(ITwin Twin, string Version, string Name)
{
    /// <summary>Whether a path names it behind a colon, as those of <c>models.list</c> and <c>models.get</c> do not.</summary>
    public bool IsCustom { get; } = Name is not (ApiMethods.ListModels or ApiMethods.GetModel);

    /// <summary>The proto package, as refusals of a field tell it.</summary>
    public string Package { get; } = Twin.Package(Version);

    /// <summary>The name in the published service definition, as refusals of a key tell it.</summary>
    public string FullName { get; } = $"{Twin.Package(Version)}.{Twin.RpcService(Name)}.{char.ToUpperInvariant(Name[0])}{Name[1..]}";
}
