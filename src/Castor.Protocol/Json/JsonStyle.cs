namespace Castor.Protocol.Json;

/// <summary>How JSON is laid out.</summary>
public enum JsonStyle
{
    /// <summary>Two spaces of indentation: the front end's default.</summary>
    Pretty,

    /// <summary>One line, a space after each colon: server-sent events.</summary>
    Spaced,

    /// <summary>One line without spaces: <c>prettyPrint=false</c>.</summary>
    Compact,
}
