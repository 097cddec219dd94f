namespace Castor.Protocol.Json.FrontEnd;

/// <summary>Tells tokens by how they begin.</summary>
internal static class TokenStart
{
    /// <summary>The kind of the token that a text begins with; unknown for none, and at the end.</summary>
    public static TokenKind KindOf(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return TokenKind.Unknown;
        }

        return rest[0] switch
        {
            (byte)'"' or (byte)'\'' => TokenKind.String,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => TokenKind.Number,
            (byte)'{' => TokenKind.Object,
            (byte)'}' => TokenKind.EndObject,
            (byte)'[' => TokenKind.Array,
            (byte)']' => TokenKind.EndArray,
            (byte)':' => TokenKind.Colon,
            (byte)',' => TokenKind.Comma,
            (byte)'t' when rest.StartsWith("true"u8) => TokenKind.True,
            (byte)'f' when rest.StartsWith("false"u8) => TokenKind.False,
            (byte)'n' when rest.StartsWith("null"u8) => TokenKind.Null,
            byte first when IsKeyByte(first) => TokenKind.Key,
            _ => TokenKind.Unknown,
        };
    }

    /// <summary>Whether a byte may stand in a key without quotes.</summary>
    public static bool IsKeyByte(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'$';
}
