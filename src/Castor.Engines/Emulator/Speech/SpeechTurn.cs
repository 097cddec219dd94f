namespace Castor.Engines.Emulator.Speech;

/// <summary>What one voice says in one go.</summary>
internal readonly record struct SpeechTurn(Voice Voice, string Text);
