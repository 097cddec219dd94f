namespace Castor.Engines.Emulator.Speech;

/// <summary>A voice of the emulator.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pitch">Its mean pitch in hertz.</param>
/// <param name="Timbre">What its formants are multiplied by: below 1 is a larger mouth.</param>
internal sealed record Voice(string Name, double Pitch, double Timbre);
