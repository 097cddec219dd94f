using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Castor.Protocol.Json;

namespace Castor.Protocol.OpenAi;

/// <summary>Reads and writes the messages of the OpenAI dialect.</summary>
public static class OpenAiJson
{
    private static readonly JsonSerializerOptions s_options = WireJson.Lock(new JsonSerializerOptions(OpenAiJsonContext.Default.Options)
    {
        Converters = { new Base64BytesConverter() },
        // As recorded: angle brackets and the rest of Unicode come raw here.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = OpenAiJsonContext.Default,
        MaxDepth = WireJson.WriteDepth,
    });

    private static readonly RequestReader s_strict = new(
        WireJson.RequestOptions(OpenAiJsonContext.Default.Options, OpenAiJsonContext.Default.WithAddedModifier(RefuseParametersOfVertex), WireDialect.Developer),
        keepUnknown: false);

    private static readonly RequestReader s_lenient = new(s_options, keepUnknown: true);

    /// <summary>Reads a request as the Developer API does: unknown parameters are refused, all of a body at once.</summary>
    /// <param name="utf8">The body; an empty one is an empty message.</param>
    /// <param name="package">The proto package that refusals name types in.</param>
    /// <exception cref="ApiException">The body is not a message of the type.</exception>
    public static T ReadRequest<T>(ReadOnlyMemory<byte> utf8, string package)
        where T : WireMessage => WireJson.ReadRequest<T>(s_strict, utf8, package);

    /// <summary>Reads a request as Vertex AI does: parameters that it does not know have no effect.</summary>
    /// <inheritdoc cref="ReadRequest{T}"/>
    public static T ReadLenient<T>(ReadOnlyMemory<byte> utf8, string package)
        where T : WireMessage => WireJson.ReadRequest<T>(s_lenient, utf8, package);

    /// <summary>Reads a part of a message, which a field of two types holds.</summary>
    /// <exception cref="ApiException">The value is not a message of the type.</exception>
    public static T Read<T>(JsonElement value, string field)
        where T : WireMessage
    {
        try
        {
            return value.Deserialize(TypeInfo<T>()) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw ApiException.InvalidArgument($"Invalid value at '{field}'.");
        }
    }

    /// <summary>Writes a message on one line without spaces, as Google's endpoint does.</summary>
    public static void Write<T>(IBufferWriter<byte> output, T message)
        where T : WireMessage
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Encoder = s_options.Encoder,
            MaxDepth = WireJson.WriteDepth,
            SkipValidation = true,
        });
        JsonSerializer.Serialize(writer, message, TypeInfo<T>());
    }

    // As recorded, the Developer API does not know these parameters, and has its own options under another name.
    private static void RefuseParametersOfVertex(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Type == typeof(ChatCompletionRequest) ? type.Properties : [])
        {
            property.CustomConverter = property.Name switch
            {
                "frequency_penalty" or "presence_penalty" => new RefusedConverter<float?>(),
                "google" => new RefusedConverter<GoogleOptions?>(),
                _ => property.CustomConverter,
            };
        }
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)s_options.GetTypeInfo(typeof(T));
}
