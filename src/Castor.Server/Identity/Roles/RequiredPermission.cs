namespace Castor.Server.Identity.Roles;

/// <summary>What a caller needs for an endpoint; endpoint metadata. An endpoint without it belongs to a twin, and needs that twin's role.</summary>
/// <param name="Service">The service, such as <c>apikeys.googleapis.com</c>.</param>
/// <param name="Name">The permission by Google's name, such as <c>apikeys.keys.create</c>.</param>
/// <param name="Roles">The roles that have it, any of which is enough.</param>
internal sealed record RequiredPermission(string Service, string Name, CallerRoles Roles)
{
    /// <summary>What Vertex AI asks of everybody who has a model answer.</summary>
    public static readonly RequiredPermission Predict = new("aiplatform.googleapis.com", "aiplatform.endpoints.predict", CallerRoles.VertexUser);
}
