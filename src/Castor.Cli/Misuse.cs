using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Castor.Cli;

/// <summary>Tells what the operator has to change from what is a fault of the program.</summary>
internal static class Misuse
{
    /// <summary>One clear line for the operator; null for a fault of the program.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        IOException { InnerException: AddressInUseException } taken => $"{OneLine(taken.Message)} Choose another port with --port.",
        SocketException socket => $"Cannot listen: {OneLine(socket.Message)}.",
        UnauthorizedAccessException or IOException => OneLine(exception.Message),
        _ when exception.GetType().Namespace?.StartsWith("Castor.", StringComparison.Ordinal) == true => OneLine(exception.Message),
        _ => null,
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
