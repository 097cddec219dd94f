namespace Castor.Engines.Schemas;

/// <summary>How a finding weighs.</summary>
public enum SchemaFindingKind
{
    /// <summary>The schema breaks a rule of the service, or means nothing.</summary>
    Invalid,

    /// <summary>The schema uses what the service does not list as supported; it is said to be ignored there.</summary>
    Unsupported,
}
