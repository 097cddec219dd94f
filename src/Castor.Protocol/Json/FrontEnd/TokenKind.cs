namespace Castor.Protocol.Json.FrontEnd;

/// <summary>The kinds of token that the front end's JSON has.</summary>
internal enum TokenKind : byte
{
    /// <summary>The end of the text, or a byte that starts no token.</summary>
    Unknown,
    Object,
    EndObject,
    Array,
    EndArray,
    String,
    Number,
    True,
    False,
    Null,
    Colon,
    Comma,

    /// <summary>A bare word: a key, never a value.</summary>
    Key,
}
