namespace Castor.Server.Validation;

/// <summary>What a MIME type stands for in a prompt.</summary>
internal enum MimeKind
{
    /// <summary>Nothing that can be read.</summary>
    Unsupported,

    /// <summary>Text of some kind, which every model reads.</summary>
    Text,

    /// <summary>A still image.</summary>
    Image,

    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Moving images.</summary>
    Video,

    /// <summary>A document with pages.</summary>
    Document,
}
