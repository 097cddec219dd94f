using Castor.Engines;

namespace Castor.Server.Validation;

/// <summary>Whose rules hold for a request; the default is the Developer API's alone.</summary>
/// <param name="Twin">The service that is called.</param>
/// <param name="Merged">Whether what either service takes passes.</param>
internal readonly record struct TwinRules(ServiceTwin Twin, bool Merged)
{
    /// <summary>Whether to refuse what only the Developer API refuses.</summary>
    public bool AreDevelopers => Twin == ServiceTwin.Developer && !Merged;

    /// <summary>Whether to refuse what only Vertex AI refuses.</summary>
    public bool AreOfVertex => Twin == ServiceTwin.Vertex && !Merged;
}
