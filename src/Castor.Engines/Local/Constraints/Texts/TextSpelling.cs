namespace Castor.Engines.Local.Constraints;

/// <summary>How the characters of a string are written.</summary>
internal enum TextSpelling
{
    /// <summary>Between JSON's quotes, with its escapes.</summary>
    Json,

    /// <summary>As they are; what stands around them is no text.</summary>
    Raw,
}
