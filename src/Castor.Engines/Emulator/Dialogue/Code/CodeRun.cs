namespace Castor.Engines.Emulator.Dialogue.Code;

/// <summary>A Python program and what it prints.</summary>
/// <param name="Code">The program.</param>
/// <param name="Output">What running it really prints.</param>
internal sealed record CodeRun(string Code, string Output);
