namespace Castor.Protocol.Json.FrontEnd;

/// <summary>What refusals repeat of a body, cut where a client sent very much.</summary>
internal static class Echo
{
    private const int Longest = 2048;

    public static string Cut(string text) => text.Length <= Longest
        ? text
        : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
}
