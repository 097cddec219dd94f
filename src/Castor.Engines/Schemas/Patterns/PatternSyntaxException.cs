namespace Castor.Engines.Schemas;

/// <summary>A regular expression that is none.</summary>
internal sealed class PatternSyntaxException(string message) : Exception(message);
