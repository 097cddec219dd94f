using Castor.Engines.Local;

namespace Castor.Server;

/// <summary>What an operator sets on the command line of <c>castor serve</c>.</summary>
public sealed record CastorOptions
{
    /// <summary>The TCP port; 0 takes any free one.</summary>
    public int Port { get; init; } = 8420;

    /// <summary>The address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The folder that holds all that lasts.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whose keys are taken.</summary>
    public AuthMode Auth { get; init; } = AuthMode.Any;

    /// <summary>The service account whose tokens the metadata server gives to every program of this machine; null for none.</summary>
    public string? MetadataAccount { get; init; }

    /// <summary>The file of OpenID Connect issuers whose tokens are taken too; null for none.</summary>
    public string? IssuersFile { get; init; }

    /// <summary>The address by which programs know the server, told in ID tokens; null for the one that each request names.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How far the Developer API and Vertex AI differ.</summary>
    public ParityProfile Parity { get; init; } = ParityProfile.Google;

    /// <summary>The folder of scenario files; null for none.</summary>
    public string? ScenariosFolder { get; init; }

    /// <summary>The URL of the classifier that rates prompts and answers; null for none.</summary>
    public Uri? SafetyClassifier { get; init; }

    /// <summary>A catalogue file that adds models and aliases; null for none.</summary>
    public string? ModelsFile { get; init; }

    /// <summary>Origins beside loopback whose pages may call.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Names that local weights answer for, each with a path or a name as <c>castor models show</c> takes it.</summary>
    public IReadOnlyDictionary<string, string> Serve { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How local weights are run.</summary>
    public LocalOptions Local { get; init; } = new();
}
