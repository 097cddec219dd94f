namespace Castor.Engines.Local.Weights;

/// <summary>A name that means no model of this machine, or several; the message is one line that tells what helps.</summary>
/// <param name="message">What is wrong and what helps.</param>
public sealed class LocalModelException(string message) : Exception(message);
