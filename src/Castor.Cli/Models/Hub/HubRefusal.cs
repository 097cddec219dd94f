using System.Net;

namespace Castor.Cli.Models.Hub;

/// <summary>Turns a refusal into one line that tells what helps.</summary>
internal static class HubRefusal
{
    /// <summary>What to tell of an answer that is no success.</summary>
    /// <param name="answer">The refusal.</param>
    /// <param name="settings">Whose hub it is, and whether a token was sent.</param>
    /// <param name="reference">What was asked for.</param>
    /// <param name="file">The file that was asked for; null for the list of them.</param>
    public static PullException Explain(HubAnswer answer, HubSettings settings, ModelReference reference, string? file)
    {
        string host = answer.Address.Authority;
        string? said = HubConnection.Header(answer.Message, "X-Error-Message");
        if (reference.Url is { } url)
        {
            return new PullException($"{host} answers {(int)answer.Status} for {url}{Because(said)}");
        }

        string repository = reference.Repository;
        if (!settings.Owns(answer.Address))
        {
            return new PullException($"{host}, where the hub keeps the file, answers {(int)answer.Status} for {repository}{Because(said)}");
        }

        var page = new Uri(settings.Endpoint, repository);
        return new PullException(HubConnection.Header(answer.Message, "X-Error-Code") switch
        {
            "GatedRepo" => Gated(settings, repository, page),
            "RepoNotFound" => Hidden(settings, repository),
            "RevisionNotFound" => $"{repository} has no revision '{reference.Revision}'.",
            "EntryNotFound" => $"{repository} has no file '{file}' at '{reference.Revision}'.",
            _ when answer.Status == HttpStatusCode.Unauthorized && settings.Token is not null && said is null =>
                $"{host} does not take the token: it may have expired. Make another at {new Uri(settings.Endpoint, "settings/tokens")} and set HF_TOKEN.",
            _ when answer.Status == HttpStatusCode.Unauthorized && settings.Token is not null =>
                $"{host} does not take the token ({said!.TrimEnd('.')}). Make another at {new Uri(settings.Endpoint, "settings/tokens")} and set HF_TOKEN.",
            _ when answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound => Hidden(settings, repository),
            _ when answer.Status == HttpStatusCode.Forbidden => $"{host} does not let this token read {repository}{Because(said)}",
            _ => $"{host} answers {(int)answer.Status} for {repository}{Because(said)}",
        });
    }

    private static string Gated(HubSettings settings, string repository, Uri page) => settings.Token is null
        ? $"{repository} asks you to accept its licence first: do so at {page}, make a token at {new Uri(settings.Endpoint, "settings/tokens")}, set HF_TOKEN to it, and run the same command again."
        : $"{repository} asks you to accept its licence first: do so at {page} with the account whose token HF_TOKEN is, and run the same command again.";

    private static string Hidden(HubSettings settings, string repository) => settings.Token is null
        ? $"There is no repository {repository} on {settings.Endpoint.Authority}; or it is private: then set HF_TOKEN to a token that may read it."
        : $"There is no repository {repository} on {settings.Endpoint.Authority} that this token may read.";

    private static string Because(string? said) => said is null ? "." : $": {said.TrimEnd('.')}.";
}
