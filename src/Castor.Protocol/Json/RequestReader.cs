using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Castor.Protocol.Json.FrontEnd;

namespace Castor.Protocol.Json;

/// <summary>
/// Reads a message in two ways: plain JSON by the generated reader, and what that refuses by the front end's own rules, which
/// take all of proto3 JSON or tell everything that is wrong.
/// </summary>
/// <param name="options">The options of the generated reader.</param>
/// <param name="keepUnknown">Whether unknown fields and names are kept, not refused.</param>
internal sealed class RequestReader(JsonSerializerOptions options, bool keepUnknown)
{
    // Lists that a client left out are written, which makes a text deeper.
    private readonly JsonSerializerOptions _rewritten = WireJson.Lock(new JsonSerializerOptions(options) { MaxDepth = WireJson.WriteDepth });
    private readonly DescriptorPool _descriptors = new(options);
    private readonly GenerateContentReader _hot = new(options);
    private readonly ConcurrentDictionary<Type, ProtoNames> _names = new();

    /// <summary>The fields of a message type.</summary>
    public MessageDescriptor DescriptorOf<T>()
        where T : WireMessage => _descriptors.Find(typeof(T));

    /// <summary>Reads plain JSON; false for anything else.</summary>
    public bool TryReadPlain<T>(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? message)
        where T : WireMessage
    {
        message = null;
        if (RequestScan.IsSuspect(utf8))
        {
            return false;
        }

        // First, and before any metadata is made: the usual request needs none, not even the first one after the start.
        if (typeof(T) == typeof(GenerateContentRequest) && !keepUnknown && TryReadHot(utf8) is T hot)
        {
            message = hot;
            return true;
        }

        return !NamesOf<T>().IsIn(utf8) && TryReadGenerated(utf8, out message);
    }

    /// <summary>Reads plain JSON by the generated reader alone.</summary>
    public bool TryReadGenerated<T>(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? message)
        where T : WireMessage => TryDeserialize(utf8, options, out message);

    /// <summary>Reads all of proto3 JSON.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="package">The proto package that refusals name types in.</param>
    /// <param name="message">The message; null when the text is refused.</param>
    /// <returns>Why the text is refused; null when it is not.</returns>
    public ApiException? ReadComplete<T>(ReadOnlyMemory<byte> utf8, string package, out T? message)
        where T : WireMessage
    {
        message = null;
        JsonText text = FrontEndParser.Parse(utf8);
        if (text.Refusal is not null && !text.IsCutShort)
        {
            return ApiException.InvalidArgument(text.Refusal);
        }

        var plain = new ArrayBufferWriter<byte>(utf8.Length + 256);
        Violations violations = MessageBinder.Bind(text, _descriptors.Find(typeof(T)), package, keepUnknown, plain);
        if (violations.Any)
        {
            return violations.ToException();
        }

        if (text.Refusal is not null)
        {
            return ApiException.InvalidArgument(text.Refusal);
        }

        return TryDeserialize(plain.WrittenSpan, _rewritten, out message) ? null : ApiException.InvalidArgument("Request contains an invalid argument.");
    }

    private ProtoNames NamesOf<T>()
        where T : WireMessage => _names.GetOrAdd(typeof(T), static (type, pool) => new ProtoNames(pool.Find(type)), _descriptors);

    private GenerateContentRequest? TryReadHot(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return _hot.TryRead(utf8);
        }
        catch (Exception e) when (IsOfTheText(e))
        {
            return null;
        }
    }

    // What the framework's reader throws for one text or another.
    private static bool IsOfTheText(Exception exception) =>
        exception is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException;

    private static bool TryDeserialize<T>(ReadOnlySpan<byte> utf8, JsonSerializerOptions options, [NotNullWhen(true)] out T? message)
        where T : WireMessage
    {
        message = null;
        try
        {
            message = JsonSerializer.Deserialize(utf8, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        }
        catch (Exception e) when (IsOfTheText(e))
        {
            // Whatever the generated reader stumbles over is judged by the complete one.
        }

        return message is not null;
    }
}
