namespace Castor.Server.Surfaces.Vertex;

/// <summary>Marks an endpoint under <c>projects/{project}</c>, which Google lets nobody use with an API key.</summary>
internal sealed class ProjectScoped
{
    public static readonly ProjectScoped Instance = new();

    private ProjectScoped()
    {
    }
}
