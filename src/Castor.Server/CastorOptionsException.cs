namespace Castor.Server;

/// <summary>Options that the server will not start with; the message is one line for the operator.</summary>
/// <param name="message">What is wrong and what helps.</param>
public sealed class CastorOptionsException(string message) : Exception(message);
