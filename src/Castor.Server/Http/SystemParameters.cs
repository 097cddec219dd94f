using Castor.Protocol;
using Castor.Protocol.Json;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>
/// The parameters that Google's front end takes on every call and that have an effect: <c>alt</c>, <c>prettyPrint</c>, <c>fields</c>, each also with a leading <c>$</c>.
/// <see href="https://cloud.google.com/apis/docs/system-parameters"/>
/// </summary>
internal readonly record struct SystemParameters
{
    private const string FieldMaskHeader = "X-Goog-FieldMask";

    /// <summary>The layout of the answer.</summary>
    public JsonStyle Style { get; private init; }

    /// <summary>Whether a stream is to be sent as server-sent events.</summary>
    public bool EventStream { get; private init; }

    /// <summary>The partial response that is asked for, or the whole with numbers for enumerations; null for the whole as it is.</summary>
    public FieldMask? Mask { get; private init; }

    /// <summary>Whether a stream is asked for as server-sent events, where all else about the request may be wrong.</summary>
    public static bool AsksForEvents(HttpRequest request) => Value(request, "alt") == "sse";

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="streaming">Whether the method streams, so that <c>alt=sse</c> has a meaning.</param>
    /// <param name="fields">The fields of the method's request that the query may set, as in JSON.</param>
    /// <typeparam name="T">The message that answers, whose fields a mask names.</typeparam>
    /// <exception cref="ApiException">A parameter has no such value, or there is no such parameter.</exception>
    public static SystemParameters Read<T>(HttpRequest request, bool streaming = false, params ReadOnlySpan<string> fields)
        where T : WireMessage
    {
        if (!request.QueryString.HasValue && !request.Headers.ContainsKey(FieldMaskHeader))
        {
            return new SystemParameters { Style = JsonStyle.Pretty };
        }

        QueryFields.Check(request, fields);
        string alt = Value(request, "alt");
        bool eventStream = false;
        int options = alt.IndexOf(';', StringComparison.Ordinal);
        switch (options < 0 ? alt : alt[..options])
        {
            case "" or "json":
                break;
            case "sse" when streaming:
                eventStream = true;
                break;
            default:
                throw ApiException.InvalidArgument($"Invalid value for query parameter 'alt': {alt}");
        }

        // Google's clients that are generated for REST ask for it.
        bool enumsAsNumbers = options >= 0 && alt.AsSpan(options + 1).Trim() is "enum-encoding=int";
        string mask = Value(request, "fields");
        if (mask.Length == 0)
        {
            mask = request.Headers[FieldMaskHeader].ToString();
        }

        return new SystemParameters
        {
            Style = IsFalse(Value(request, "prettyPrint")) ? JsonStyle.Compact : JsonStyle.Pretty,
            EventStream = eventStream,
            Mask = mask.Length == 0 && !enumsAsNumbers ? null : FieldMask.Parse<T>(mask.Length == 0 ? null : mask, enumsAsNumbers),
        };
    }

    private static string Value(HttpRequest request, string name)
    {
        string value = request.Query[name].ToString();
        return value.Length > 0 ? value : request.Query["$" + name].ToString();
    }

    private static bool IsFalse(string value) => value is "false" or "0";
}
