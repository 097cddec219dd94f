namespace Castor.Server;

/// <summary>Whose keys are taken.</summary>
public enum AuthMode
{
    /// <summary>Any key that is not empty; on loopback alone.</summary>
    Any,

    /// <summary>Keys made by <c>castor keys create</c>.</summary>
    Keys,
}
