namespace Castor.Server.Http;

/// <summary>The form in which an endpoint tells of a failure before its first byte; endpoint metadata.</summary>
public enum ErrorShape
{
    /// <summary>A <c>google.rpc.Status</c> object.</summary>
    Object,

    /// <summary>As <c>alt</c> says: the bare object typed as an event stream with <c>alt=sse</c>, else an array of one object.</summary>
    Stream,

    /// <summary>A text and a code in words, but for keys, which the front end refuses: the Interactions API.</summary>
    Interactions,

    /// <summary>An array of one object, whatever <c>alt</c> says: the OpenAI dialect.</summary>
    Array,
}
