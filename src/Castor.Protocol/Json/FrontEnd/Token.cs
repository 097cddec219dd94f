namespace Castor.Protocol.Json.FrontEnd;

/// <summary>One value or key of a parsed text; those of an object or array follow it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="HasEscapes">Whether a string's text holds backslashes.</param>
/// <param name="Start">Where its text starts, after the quote of a string.</param>
/// <param name="Length">The length of its text, without quotes.</param>
/// <param name="Next">The index of the token after it and all it holds.</param>
internal readonly record struct Token(TokenKind Kind, bool HasEscapes, int Start, int Length, int Next);
