namespace Castor.Cli.Models.Hub;

/// <summary>Which hub is asked, and with which token.</summary>
/// <param name="Endpoint">The address of the hub; its path ends with '/'.</param>
/// <param name="Token">The access token; null for none.</param>
internal sealed record HubSettings(Uri Endpoint, string? Token)
{
    private const string DefaultEndpoint = "https://huggingface.co";

    /// <summary>
    /// The settings that the hub's own tools take: <c>HF_ENDPOINT</c>; <c>HF_TOKEN</c>, <c>HUGGING_FACE_HUB_TOKEN</c>, or the file that
    /// <c>hf auth login</c> writes (<c>HF_TOKEN_PATH</c>, or <c>token</c> in <c>HF_HOME</c>).
    /// </summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <exception cref="PullException">The endpoint is no address.</exception>
    public static HubSettings Read(Func<string, string?> variable)
    {
        string endpoint = Given("HF_ENDPOINT") ?? DefaultEndpoint;
        return Uri.TryCreate(endpoint.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? new HubSettings(address, Given("HF_TOKEN") ?? Given("HUGGING_FACE_HUB_TOKEN") ?? FromFile())
            : throw new PullException($"HF_ENDPOINT is '{endpoint}', which is no address such as {DefaultEndpoint}.") { IsMisuse = true };

        string? Given(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

        string? FromFile()
        {
            string profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            string cache = Given("XDG_CACHE_HOME") ?? Path.Combine(profile, ".cache");
            string home = Given("HF_HOME") ?? Path.Combine(cache, "huggingface");
            string path = Given("HF_TOKEN_PATH") ?? Path.Combine(home, "token");
            try
            {
                return File.ReadAllText(path).Trim() is { Length: > 0 } token ? token : null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Without a token that can be read, public repositories can still be pulled.
                return null;
            }
        }
    }

    /// <summary>Whether an address belongs to the hub, so that it may see the token.</summary>
    public bool Owns(Uri address) =>
        address.Scheme == Endpoint.Scheme && address.Port == Endpoint.Port && string.Equals(address.Host, Endpoint.Host, StringComparison.OrdinalIgnoreCase);
}
