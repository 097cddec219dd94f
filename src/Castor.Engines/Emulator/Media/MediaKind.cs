namespace Castor.Engines.Emulator.Media;

/// <summary>What a file holds.</summary>
public enum MediaKind
{
    /// <summary>A still or animated image.</summary>
    Image,

    /// <summary>Sound alone.</summary>
    Audio,

    /// <summary>Moving pictures, with sound or without.</summary>
    Video,

    /// <summary>A PDF document.</summary>
    Document,
}
