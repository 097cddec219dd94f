namespace Castor.Server;

/// <summary>How far the twins differ.</summary>
public enum ParityProfile
{
    /// <summary>Each refuses and shapes as Google's own does.</summary>
    Google,

    /// <summary>Each takes the fields of both, so that one program runs on either.</summary>
    Merged,
}
