using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Castor.Protocol.Json;

/// <summary>Reads and writes the messages of the wire as proto3 JSON.</summary>
public static class WireJson
{
    /// <summary>How deep a message may be that this build writes.</summary>
    internal const int WriteDepth = 256;

    private static readonly JsonSerializerOptions s_foreign = new(WireJsonContext.Default.Options)
    {
        Encoder = WireEncoder.Instance,
        TypeInfoResolver = WireJsonContext.Default,
    };

    private static readonly JsonSerializerOptions s_request = new(WireJsonContext.Default.Options)
    {
        TypeInfoResolver = WireJsonContext.Default.WithAddedModifier(DropUnknownFields),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads what a client sends: unknown fields and names of enumerations are refused with the front end's own texts.</summary>
    /// <exception cref="ApiException">The body is not a message of the type.</exception>
    public static T ReadRequest<T>(ReadOnlyMemory<byte> utf8)
        where T : WireMessage
    {
        try
        {
            return JsonSerializer.Deserialize(utf8.Span, TypeInfo<T>(s_request)) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw ApiException.InvalidArgument("Invalid JSON payload received.");
        }
    }

    /// <summary>Reads what another service sends: unknown fields and names are kept.</summary>
    /// <exception cref="JsonException">The text is not a message of the type.</exception>
    public static T ReadForeign<T>(ReadOnlyMemory<byte> utf8)
        where T : WireMessage =>
        JsonSerializer.Deserialize(utf8.Span, TypeInfo<T>(s_foreign)) ?? throw new JsonException();

    /// <summary>
    /// Writes a message; a pretty one ends with a line break, as the front end's do. Nothing is allocated beyond buffers
    /// that are kept.
    /// </summary>
    public static void Write<T>(IBufferWriter<byte> output, T message, JsonStyle style)
        where T : WireMessage
    {
        if (message is GenerateContentResponse { RawJson: { } raw })
        {
            output.Write(raw.Span);
            return;
        }

        WireWriter.Current.Write(output, message, TypeInfo<T>(s_foreign), style);
    }

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static void DropUnknownFields(JsonTypeInfo type)
    {
        for (int i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].IsExtensionData)
            {
                type.Properties.RemoveAt(i);
            }
        }
    }
}
