namespace Castor.Server.Surfaces.OpenAi;

/// <summary>What an endpoint of the dialect is to keys that are limited; endpoint metadata.</summary>
/// <param name="Name">The method of the core that it comes down to, such as <c>listModels</c>; null where the request tells.</param>
internal sealed record OpenAiMethod(string? Name = null)
{
    /// <summary>Whether method and model are known once the request is read, so that its door holds the key to them.</summary>
    public bool ToldByBody => Name is null;
}
