namespace Castor.Storage.OAuthClients;

/// <summary>An installed app that asks people for tokens.</summary>
/// <param name="Id">The <c>client_id</c>.</param>
/// <param name="Project">The project that it belongs to.</param>
/// <param name="DisplayName">The name that people are shown.</param>
/// <param name="CreateTime">When it was made.</param>
public sealed record OAuthClient(string Id, string Project, string DisplayName, DateTimeOffset CreateTime);
