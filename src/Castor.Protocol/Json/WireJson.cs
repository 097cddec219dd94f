using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Castor.Protocol.Json.FrontEnd;

namespace Castor.Protocol.Json;

/// <summary>Reads and writes the messages of the wire as proto3 JSON.</summary>
public static class WireJson
{
    /// <summary>How deep a message may be that this build writes.</summary>
    internal const int WriteDepth = 256;

    private static readonly ReadOnlyMemory<byte> s_emptyMessage = "{}"u8.ToArray();

    private const string DeveloperPackage = "google.ai.generativelanguage.";
    private const string DefaultPackage = DeveloperPackage + "v1beta";

    private static readonly JsonSerializerOptions s_foreign = Lock(new JsonSerializerOptions(WireJsonContext.Default.Options)
    {
        Converters = { new Base64BytesConverter(), new WireSingleConverter(), new WireDoubleConverter() },
        Encoder = WireEncoder.Instance,
        TypeInfoResolver = WireJsonContext.Default,
        MaxDepth = WriteDepth,
    });

    private static readonly RequestReader s_foreignReader = new(s_foreign, keepUnknown: true);

    /// <summary>Reads what a client of the Developer API sends.</summary>
    /// <param name="utf8">The body; an empty one is an empty message.</param>
    /// <param name="apiVersion">The API version of the path, which refusals name types in.</param>
    /// <exception cref="ApiException">The body is not a message of the type.</exception>
    public static T ReadRequest<T>(ReadOnlyMemory<byte> utf8, string? apiVersion = null)
        where T : WireMessage =>
        ReadRequest<T>(utf8, WireDialect.Developer, apiVersion is null ? DefaultPackage : DeveloperPackage + apiVersion);

    /// <summary>
    /// Reads what a client sends, in all the forms that Google's front end takes. Unknown fields, unknown names of enumerations
    /// and all other mistakes are refused with the front end's own texts, all of a body at once. Throws nothing but
    /// <see cref="ApiException"/>, whatever the bytes.
    /// </summary>
    /// <param name="utf8">The body; an empty one is an empty message.</param>
    /// <param name="dialect">Which fields are taken.</param>
    /// <param name="package">The proto package that refusals name types in, such as <c>google.ai.generativelanguage.v1beta</c>.</param>
    /// <exception cref="ApiException">The body is not a message of the type.</exception>
    public static T ReadRequest<T>(ReadOnlyMemory<byte> utf8, WireDialect dialect, string package)
        where T : WireMessage => ReadRequest<T>(dialect.Requests, utf8, package);

    /// <summary>Reads a request of another dialect of the same front end.</summary>
    internal static T ReadRequest<T>(RequestReader reader, ReadOnlyMemory<byte> utf8, string package)
        where T : WireMessage
    {
        if (utf8.Length > WireLimits.MaxRequestBytes)
        {
            throw ApiException.InvalidArgument($"Request payload size exceeds the limit: {WireLimits.MaxRequestBytes} bytes.");
        }

        utf8 = utf8.IsEmpty ? s_emptyMessage : utf8;
        if (reader.TryReadPlain(utf8.Span, out T? message))
        {
            return message;
        }

        ApiException? refusal = reader.ReadComplete(utf8, package, out message);
        return refusal is null ? message! : throw refusal;
    }

    /// <summary>Reads what another service sends, in all the forms of proto3 JSON: unknown fields and names are kept.</summary>
    /// <exception cref="JsonException">The text is not a message of the type.</exception>
    public static T ReadForeign<T>(ReadOnlyMemory<byte> utf8)
        where T : WireMessage
    {
        if (s_foreignReader.TryReadPlain(utf8.Span, out T? message))
        {
            return message;
        }

        ApiException? refusal = s_foreignReader.ReadComplete(utf8, DefaultPackage, out message);
        return refusal is null ? message! : throw new JsonException(refusal.Message);
    }

    /// <summary>
    /// Writes a message; a pretty one ends with a line break, as the front end's do. Nothing is allocated beyond buffers
    /// that are kept.
    /// </summary>
    /// <param name="output">Takes the JSON.</param>
    /// <param name="message">The message.</param>
    /// <param name="style">The layout.</param>
    /// <param name="mask">What to write of the message; null for all.</param>
    public static void Write<T>(IBufferWriter<byte> output, T message, JsonStyle style, FieldMask? mask = null)
        where T : WireMessage
    {
        if (message is GenerateContentResponse { RawJson: { } raw })
        {
            output.Write(raw.Span);
        }
        else if (mask is null)
        {
            WireWriter.Current.Write(output, message, style);
        }
        else
        {
            WireWriter.Current.Write(output, message, style, mask);
        }
    }

    /// <summary>The fields of a message type, those of Vertex AI alone included.</summary>
    internal static MessageDescriptor DescriptorOf<T>()
        where T : WireMessage => s_foreignReader.DescriptorOf<T>();

    /// <summary>The generated metadata of a message type, for reading from others and for writing.</summary>
    internal static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)s_foreign.GetTypeInfo(typeof(T));

    /// <summary>The options of a reader of requests.</summary>
    internal static JsonSerializerOptions RequestOptions(JsonSerializerOptions naming, IJsonTypeInfoResolver types, WireDialect dialect) => Lock(new JsonSerializerOptions(naming)
    {
        Converters = { new Base64BytesConverter(), new WireSingleConverter(), new WireDoubleConverter(), new TextConverter() },
        TypeInfoResolver = types.WithAddedModifier(type => RequestRules.Apply(type, dialect)),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = WireLimits.MaxDepth,
    });

    /// <summary>Locks options, since those that can still change make their metadata anew for each call.</summary>
    internal static JsonSerializerOptions Lock(JsonSerializerOptions options)
    {
        options.MakeReadOnly();
        return options;
    }
}
