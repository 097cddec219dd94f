namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>A number of something that a prompt asks for.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Number">How many; for a count, where it ends.</param>
/// <param name="From">Where a count begins.</param>
internal readonly record struct Amount(AmountKind Kind, int Number, int From = 1);
