namespace Castor.Storage;

/// <summary>The data folder cannot be used as it is; the message is one line that tells the operator what to change.</summary>
/// <param name="message">What is wrong and what helps.</param>
/// <param name="innerException">The cause.</param>
public sealed class DataFolderException(string message, Exception? innerException = null) : Exception(message, innerException);
