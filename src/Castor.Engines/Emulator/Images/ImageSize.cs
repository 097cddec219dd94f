namespace Castor.Engines.Emulator.Images;

/// <summary>A size in pixels.</summary>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
internal readonly record struct ImageSize(int Width, int Height);
